package org.isocenter.platform.job;

import java.util.UUID;

/**
 * The right to work on a job. Each claim raises the epoch, and a write with an older one is refused.
 *
 * @param job which
 * @param epoch counted from 1
 */
public record Lease(UUID job, long epoch) {}
