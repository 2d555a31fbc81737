package org.isocenter.platform.audit;

import java.util.List;

/**
 * What the verifier says.
 *
 * @param events number of events read
 * @param covered how many of them a signed root covers; later ones are held by the chain alone
 * @param root the tree's root over all events read, 64 hexadecimal digits
 * @param findings in the order of their place; empty for an intact trail
 */
public record AuditVerdict(long events, long covered, String root, List<AuditFinding> findings) {
    public AuditVerdict {
        findings = List.copyOf(findings);
    }

    public boolean isIntact() {
        return findings.isEmpty();
    }
}
