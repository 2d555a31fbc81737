package org.isocenter.platform.job;

/** Two queues side by side, so that a question never waits for a night's run. */
public enum Lane {
    LONG,
    INTERACTIVE
}
