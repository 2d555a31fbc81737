package org.isocenter.cli.command;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.isocenter.cli.client.JobCalls;
import org.isocenter.cli.client.JobCalls.Job;
import org.isocenter.cli.client.JobCalls.NewJob;
import org.isocenter.cli.console.Output;
import org.isocenter.cli.console.ProgressBar;
import org.isocenter.cli.watch.JobWatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a job is submitted, and whether the verb waits for it. */
final class Submission {
    @Option(names = "--watch", description = "Follows the job to its end; without it the verb returns at once.")
    private boolean watch;

    @Option(names = "--priority", defaultValue = "0", paramLabel = "N", description = "Higher runs first.")
    private int priority;

    @Option(
            names = "--idempotency-key",
            paramLabel = "KEY",
            description = "The same key gives the same job again, however often the call is repeated.")
    private @Nullable String key;

    int submit(JobCalls jobs, String project, String kind, Map<String, Object> parameters, Output output) {
        Job job = jobs.submit(
                project,
                new NewJob(kind, parameters, priority),
                Optional.ofNullable(key).orElseGet(() -> UUID.randomUUID().toString()));
        if (!watch) {
            return JobAnswer.show(job, output);
        }
        output.say(kind + " " + job.id());
        try (ProgressBar progress = output.progress()) {
            job = new JobWatch(jobs, progress).follow(job.id());
        }
        return JobAnswer.ended(job, output);
    }
}
