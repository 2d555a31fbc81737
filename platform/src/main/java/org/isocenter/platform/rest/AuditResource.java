package org.isocenter.platform.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.isocenter.platform.security.Role.AUDITOR_NAME;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.isocenter.platform.audit.AuditEntry;
import org.isocenter.platform.audit.AuditJson;
import org.isocenter.platform.audit.SealedEvent;
import org.isocenter.platform.security.AuditRoots;
import org.isocenter.platform.security.AuditTrail;
import org.isocenter.platform.security.SecretKeys;
import org.jspecify.annotations.Nullable;

/** The audit trail, for auditors and nobody else. */
@Path("/api/v1")
@RolesAllowed(AUDITOR_NAME)
public class AuditResource {
    private static final String JSON_LINES = "application/x-ndjson";

    private final AuditTrail trail;
    private final AuditRoots roots;
    private final SecretKeys keys;

    AuditResource(AuditTrail trail, AuditRoots roots, SecretKeys keys) {
        this.trail = trail;
        this.roots = roots;
        this.keys = keys;
    }

    /** A sealed event as it is shown. */
    public record EventView(
            long sequence,
            String hash,
            Instant at,
            String actor,
            String roles,
            String type,
            String meaning,
            String action,
            int outcome,
            @Nullable UUID project,
            String objectType,
            String objectId,
            long count,
            Map<String, String> detail) {
        static EventView of(SealedEvent sealed) {
            AuditEntry entry = sealed.event().entry();
            return new EventView(
                    sealed.sequence(),
                    sealed.hash(),
                    sealed.event().at(),
                    sealed.event().actor(),
                    sealed.event().actorRoles(),
                    entry.type().code(),
                    entry.type().meaning(),
                    entry.action().code(),
                    entry.outcome().code(),
                    entry.project().orElse(null),
                    entry.objectType(),
                    entry.objectId(),
                    entry.count(),
                    entry.detail());
        }
    }

    @GET
    @Path("audit/events")
    public PageResponse<EventView> events(
            @QueryParam("after") @DefaultValue("0") long after, @QueryParam("limit") @DefaultValue("100") int limit) {
        return PageResponse.of(trail.read(after, limit), EventView::of);
    }

    /** Every event and root as JSON lines, for the offline verifier. */
    @GET
    @Path("audit/export")
    @Produces(JSON_LINES)
    public StreamingOutput export() {
        return out -> {
            BufferedWriter writer = new BufferedWriter(new OutputStreamWriter(out, UTF_8));
            trail.export(line -> write(writer, line));
            writer.flush();
        };
    }

    /** The signed roots that are kept outside the database. */
    @GET
    @Path("audit/roots")
    @Produces(JSON_LINES)
    public String roots() {
        return roots.all().stream().map(root -> AuditJson.line(root) + "\n").collect(Collectors.joining());
    }

    /** The signer's public key in X.509 form. */
    @GET
    @Path("audit/key")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    public byte[] key() {
        return keys.audit().getPublic().getEncoded();
    }

    private static void write(BufferedWriter writer, String line) {
        try {
            writer.write(line);
            writer.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
