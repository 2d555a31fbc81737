package org.isocenter.platform.schedule;

import org.isocenter.platform.job.JobKind;

/** The steps of a plan in their order. */
public enum ScheduleStep {
    PULL(JobKind.PULL),
    CURATE(JobKind.CURATE),
    PRETRAIN(JobKind.PRETRAIN);

    private final JobKind kind;

    ScheduleStep(JobKind kind) {
        this.kind = kind;
    }

    JobKind kind() {
        return kind;
    }
}
