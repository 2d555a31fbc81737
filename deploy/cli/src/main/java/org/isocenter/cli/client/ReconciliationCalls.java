package org.isocenter.cli.client;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows, store, spool and quarantine compared. */
public final class ReconciliationCalls {
    private final Http http;

    ReconciliationCalls(Http http) {
        this.http = http;
    }

    /** One thing that does not fit, and whether it is repaired. */
    public record Finding(String kind, @Nullable UUID project, String name, boolean repaired) {}

    /** What one comparison found, and how much was too young to be judged. */
    public record Reconciliation(Instant startedAt, Instant endedAt, long young, List<Finding> findings) {}

    /** Compares now; {@code all} deletes unnamed objects also where there are more than crashes leave. */
    public Reconciliation run(boolean all) {
        return http.post("/api/v1/reconciliation?all=" + all, null, Reconciliation.class);
    }
}
