package org.isocenter.platform.persistence;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.Outage;
import org.jboss.logging.Logger;

/** Work that is done at intervals: while the database is away it is left out, and the log has one line for the whole time. */
final class InTime {
    private static final Logger LOG = Logger.getLogger(InTime.class);
    private static final AtomicBoolean AWAY = new AtomicBoolean();

    private InTime() {}

    static void run(Runnable work) {
        try {
            work.run();
            if (AWAY.compareAndSet(true, false)) {
                LOG.info("the database answers again");
            }
        } catch (RuntimeException e) {
            if (!Outage.codeOf(e).equals(Optional.of(ErrorCode.UNAVAILABLE))) {
                throw e;
            }
            if (AWAY.compareAndSet(false, true)) {
                LOG.warn("the database does not answer; what is done at intervals waits for it");
            }
        }
    }
}
