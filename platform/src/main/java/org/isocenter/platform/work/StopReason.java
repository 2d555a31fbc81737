package org.isocenter.platform.work;

/** Why a worker lets go of a job that has not ended. */
public enum StopReason {
    /** Somebody asked for a pause. */
    PAUSE,
    /** Somebody cancelled it. */
    CANCEL,
    /** The worker leaves in good order; the job goes back into the queue. */
    LEAVE,
    /** The work may only go on later, as its handler says; the job waits in the queue until then. */
    LATER,
    /** The lease is lost: another worker may hold the job, so nothing may be written. */
    LOST;

    /** Whether this worker may still write. */
    public boolean isHeld() {
        return this != LOST;
    }
}
