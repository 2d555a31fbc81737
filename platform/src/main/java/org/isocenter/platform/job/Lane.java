package org.isocenter.platform.job;

/** Queues side by side, so that a question never waits for a night's run, nor an archive for an encoder. */
public enum Lane {
    LONG,
    INTERACTIVE,
    ARCHIVE
}
