package org.isocenter.platform.rest;

import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.isocenter.platform.study.IngestCounts;
import org.isocenter.platform.study.IngestLedger;

/** What came in so far and which version runs. */
@Authenticated
@Path("/api/v1")
public class StatusResource {
    private final IngestLedger ledger;
    private final String version;

    StatusResource(
            IngestLedger ledger,
            @ConfigProperty(name = "quarkus.application.version", defaultValue = "unknown") String version) {
        this.ledger = ledger;
        this.version = version;
    }

    /** The numbers of the whole installation. */
    public record Status(IngestCounts ingest, String version) {}

    @GET
    @Path("status")
    public Status status() {
        return new Status(ledger.counts(), version);
    }
}
