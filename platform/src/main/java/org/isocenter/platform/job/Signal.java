package org.isocenter.platform.job;

/** What the worker should do at its next step. */
public enum Signal {
    GO_ON,
    PAUSE,
    CANCEL
}
