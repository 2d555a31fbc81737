package org.isocenter.platform.job;

import org.isocenter.platform.blob.BlobKey;

/** Where a job can go on after its worker was lost: the state after a step. */
public record JobCheckpoint(long step, BlobKey blob) {}
