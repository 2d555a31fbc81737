package org.isocenter.training.worker;

/** The work on a job ends before its end; nothing is wrong with it. */
final class JobStopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final StopReason reason;

    JobStopped(StopReason reason) {
        super("the job stops here: " + reason, null, false, false);
        this.reason = reason;
    }

    StopReason reason() {
        return reason;
    }
}
