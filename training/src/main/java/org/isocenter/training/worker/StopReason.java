package org.isocenter.training.worker;

/** Why a worker lets go of a job that has not ended. */
enum StopReason {
    /** Somebody asked for a pause. */
    PAUSE,
    /** Somebody cancelled it. */
    CANCEL,
    /** The worker leaves in good order; the job goes back into the queue. */
    LEAVE,
    /** The lease is lost: another worker may hold the job, so nothing may be written. */
    LOST;

    /** Whether this worker may still write. */
    boolean isHeld() {
        return this != LOST;
    }
}
