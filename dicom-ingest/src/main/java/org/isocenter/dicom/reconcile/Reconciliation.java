package org.isocenter.dicom.reconcile;

import java.time.Instant;
import java.util.List;

/**
 * What one comparison found.
 *
 * @param startedAt when it began
 * @param endedAt when it was done
 * @param young things that do not fit and may still be somebody's work; the next comparison judges them
 * @param findings all others
 */
public record Reconciliation(Instant startedAt, Instant endedAt, long young, List<Finding> findings) {
    public Reconciliation {
        findings = List.copyOf(findings);
    }
}
