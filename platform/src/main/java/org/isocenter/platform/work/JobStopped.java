package org.isocenter.platform.work;

import java.time.Instant;

/** The work on a job ends before its end; nothing is wrong with it. */
public final class JobStopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final StopReason reason;
    private final Instant until;

    public JobStopped(StopReason reason) {
        this(reason, Instant.EPOCH);
    }

    private JobStopped(StopReason reason, Instant until) {
        super("the job stops here: " + reason, null, false, false);
        this.reason = reason;
        this.until = until;
    }

    /** Nothing can be done before a moment; the job waits in the queue until then and holds nobody up. */
    public static JobStopped until(Instant moment) {
        return new JobStopped(StopReason.LATER, moment);
    }

    public StopReason reason() {
        return reason;
    }

    Instant until() {
        return until;
    }
}
