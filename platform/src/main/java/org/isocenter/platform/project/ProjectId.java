package org.isocenter.platform.project;

import java.util.UUID;

/** Names a project. */
public record ProjectId(UUID value) {

    public static ProjectId random() {
        return new ProjectId(UUID.randomUUID());
    }

    /** Reads the usual text form of a UUID; refuses anything else. */
    public static ProjectId of(String text) {
        return new ProjectId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
