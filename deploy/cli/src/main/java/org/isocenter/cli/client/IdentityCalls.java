package org.isocenter.cli.client;

import com.fasterxml.jackson.databind.JsonNode;

/** The map from pseudonym to patient. */
public final class IdentityCalls {
    private final Http http;

    IdentityCalls(Http http) {
        this.http = http;
    }

    /** What a rotation did: the name of the new key, and how many entries were sealed again. */
    public record Rotation(String keyId, long resealed) {}

    /** Who a pseudonym stands for, by DICOM keyword; each look is audited. */
    public JsonNode show(String project, String pseudonym) {
        return http.get(path(project, pseudonym), JsonNode.class);
    }

    /** Unlinks a pseudonym from its patient for good. */
    public void unlink(String project, String pseudonym) {
        http.delete(path(project, pseudonym));
    }

    /** Seals the map under a new key. */
    public Rotation rotate() {
        return http.post("/api/v1/identity-key", null, Rotation.class);
    }

    private static String path(String project, String pseudonym) {
        return ProjectCalls.path(project) + "/identities/" + Http.encode(pseudonym);
    }
}
