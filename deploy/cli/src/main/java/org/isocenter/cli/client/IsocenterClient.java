package org.isocenter.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * Every resource of a server, each as a small class with the records that it sends and takes. All calls throw
 * {@link ServerProblem} where the server refuses, and {@code NOT_RUNNING} where none answers.
 */
public final class IsocenterClient {
    private final Http http;

    public IsocenterClient(Server server) {
        this.http = new Http(server);
    }

    public ProjectCalls projects() {
        return new ProjectCalls(http);
    }

    public ImportCalls imports() {
        return new ImportCalls(http);
    }

    public QuarantineCalls quarantine() {
        return new QuarantineCalls(http);
    }

    public PurgeCalls purges() {
        return new PurgeCalls(http);
    }

    public ReconciliationCalls reconciliation() {
        return new ReconciliationCalls(http);
    }

    public IdentityCalls identities() {
        return new IdentityCalls(http);
    }

    public PacsCalls pacs() {
        return new PacsCalls(http);
    }

    public ScheduleCalls schedules() {
        return new ScheduleCalls(http);
    }

    public StudyCalls studies() {
        return new StudyCalls(http);
    }

    public CohortCalls cohorts() {
        return new CohortCalls(http);
    }

    public LabelCalls labels() {
        return new LabelCalls(http);
    }

    public ModelCalls models() {
        return new ModelCalls(http);
    }

    public JobCalls jobs() {
        return new JobCalls(http);
    }

    public CurationCalls curation() {
        return new CurationCalls(http);
    }

    public AuditCalls audit() {
        return new AuditCalls(http);
    }

    /** What came in so far and which version runs. */
    public Status status() {
        return http.get("/api/v1/status", Status.class);
    }

    /** The numbers of the whole installation. */
    public record Status(Ingest ingest, String version) {}

    /** What became of the instances that came in. */
    public record Ingest(long received, long stored, long duplicates, long quarantined, long pending) {
        /** What came since, and what waits now. */
        public Ingest since(Ingest before) {
            return new Ingest(
                    received - before.received,
                    stored - before.stored,
                    duplicates - before.duplicates,
                    quarantined - before.quarantined,
                    pending);
        }
    }

    /** A document as a tree, to be read by its keys. */
    public static JsonNode tree(Object document) {
        return Http.JSON.valueToTree(document);
    }

    /** Any record of this package as a JSON document. */
    public static String json(Object document) {
        try {
            return Http.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the document has no JSON form", e);
        }
    }
}
