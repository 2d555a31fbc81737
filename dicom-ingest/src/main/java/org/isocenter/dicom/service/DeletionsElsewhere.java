package org.isocenter.dicom.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.isocenter.dicom.config.DicomConfig;
import org.isocenter.platform.purge.Purges;
import org.isocenter.platform.purge.Purges.Asked;

/**
 * Takes out of this process's quarantine what a deletion is about that another process was asked for: each machine has a quarantine of its own. What waits in the
 * spool is withdrawn when its turn comes.
 */
@ApplicationScoped
class DeletionsElsewhere {
    /** How long an object of a deleted patient may still be on its way to quarantine, and how far apart clocks may be. */
    private static final Duration MARGIN = Duration.ofSeconds(10);

    private final IngestRunner runner;
    private final QuarantinePurge quarantine;
    private final Purges purges;
    private final Clock clock = Clock.systemUTC();
    private Instant since;

    @Inject
    DeletionsElsewhere(DicomConfig config, IngestRunner runner, QuarantinePurge quarantine, Purges purges) {
        this.runner = runner;
        this.quarantine = quarantine;
        this.purges = purges;
        this.since = clock.instant().minus(config.quarantineRetention()); // nothing that is held is older
    }

    /** Carries out what was asked for since the last look, and looks at the youngest once more. */
    @ActivateRequestContext
    synchronized void catchUp() {
        Instant now = clock.instant();
        purges.since(since).forEach(this::carryOut);
        since = now.minus(MARGIN.multipliedBy(2));
    }

    /** What comes of the patient afterwards is wanted again. */
    private void carryOut(Asked asked) {
        Instant end = asked.at().plus(MARGIN);
        quarantine.of(asked.scope()).stream()
                .filter(held -> held.since().isBefore(end))
                .forEach(runner::discardDeleted);
    }
}
