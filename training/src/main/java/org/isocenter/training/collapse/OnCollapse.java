package org.isocenter.training.collapse;

/** What follows where a run is seen to collapse; either way its log says what is seen and what to change. */
public enum OnCollapse {
    /** The job is paused, so that nobody pays for steps that lead nowhere; resumed, it goes on with no more than warnings of what was told. */
    PAUSE,
    /** The run goes on. */
    WARN
}
