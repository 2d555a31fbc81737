package org.isocenter.platform.work;

import java.util.Map;
import org.isocenter.platform.job.JobKind;

/** Does the jobs of one kind; found by injection. */
public interface JobHandler {

    JobKind kind();

    /**
     * Does the work, from its last checkpoint where there is one, and calls {@link JobRun#obey} at every step.
     *
     * @return the job's result, JSON values
     */
    Map<String, Object> run(JobRun run);
}
