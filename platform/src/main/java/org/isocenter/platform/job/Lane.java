package org.isocenter.platform.job;

/** Queues side by side, so that a question never waits for a night's run, nor an archive for an encoder, nor a result for a night's pull. */
public enum Lane {
    LONG,
    INTERACTIVE,
    ARCHIVE,
    DELIVERY
}
