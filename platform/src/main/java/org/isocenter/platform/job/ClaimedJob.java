package org.isocenter.platform.job;

import java.util.Optional;

/** A job in a worker's hands, with the place to go on from. */
public record ClaimedJob(Job job, Lease lease, Optional<JobCheckpoint> checkpoint) {}
