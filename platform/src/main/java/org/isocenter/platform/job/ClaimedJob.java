package org.isocenter.platform.job;

import java.util.List;
import java.util.Optional;

/**
 * A job in a worker's hands, with the places to go on from.
 *
 * @param job what to do
 * @param lease the right to do it
 * @param checkpoints the newest first, at most two: where one cannot be read the one before it serves
 */
public record ClaimedJob(Job job, Lease lease, List<JobCheckpoint> checkpoints) {
    public ClaimedJob {
        checkpoints = List.copyOf(checkpoints);
    }

    /** The newest place to go on from. */
    public Optional<JobCheckpoint> checkpoint() {
        return checkpoints.stream().findFirst();
    }
}
