package org.isocenter.cli.demo;

import java.time.Duration;
import java.util.List;
import org.isocenter.cli.client.AuditCalls;
import org.isocenter.cli.report.DemoResult;
import org.isocenter.cli.trail.AuditFolder;
import org.isocenter.cli.watch.Pause;
import org.isocenter.platform.audit.AuditVerdict;
import org.isocenter.platform.audit.SignedRoot;

/**
 * Takes the trail out of the server and verifies it as anybody could, from files alone.
 *
 * @param trail where the files stay
 * @param patience how long to wait until a signed root covers every event that was there at the beginning
 */
record OfflineAudit(AuditFolder trail, Duration patience) {
    private static final Duration PAUSE = Duration.ofSeconds(2);

    /** Exports and verifies, again and again until a root covers all; the last verdict counts. */
    DemoResult.Audit verify(AuditCalls audit) {
        long deadline = System.nanoTime() + patience.toNanos();
        AuditVerdict first = look(audit);
        AuditVerdict now = first;
        while (now.isIntact() && now.covered() < first.events() && System.nanoTime() < deadline) {
            Pause.of(PAUSE);
            now = look(audit);
        }
        List<SignedRoot> roots = trail.signedRoots();
        String root = roots.isEmpty() ? now.root() : roots.get(roots.size() - 1).root();
        boolean verified = now.isIntact() && now.covered() >= first.events();
        return new DemoResult.Audit(now.events(), verified, root);
    }

    private AuditVerdict look(AuditCalls audit) {
        trail.export(audit);
        return trail.verify();
    }
}
