package org.isocenter.cli.command;

import java.util.Optional;
import org.isocenter.cli.client.IsocenterClient;
import org.isocenter.cli.client.JobCalls.Failure;
import org.isocenter.cli.client.JobCalls.Job;
import org.isocenter.cli.console.ExitCode;
import org.isocenter.cli.console.ExitTable;
import org.isocenter.cli.console.Output;

/** What a verb says of a job, and how the process ends after it was followed to its end. */
final class JobAnswer {
    private JobAnswer() {}

    /** Prints a job as it stands. */
    static int show(Job job, Output output) {
        output.answer(job, text(job));
        return ExitCode.DONE;
    }

    /** Prints a job that has ended: done, or not done, or bad input where its failure says so. */
    static int ended(Job job, Output output) {
        show(job, output);
        if (job.hasSucceeded()) {
            return ExitCode.DONE;
        }
        output.say(Optional.ofNullable(job.failure())
                .map(failure -> failure.code() + "  " + failure.message())
                .orElse("The job was cancelled."));
        return Optional.ofNullable(job.failure()).map(JobAnswer::exit).orElse(ExitCode.NOT_DONE);
    }

    private static int exit(Failure failure) {
        return failure.errorCode()
                .map(ExitTable::of)
                .filter(exit -> exit == ExitCode.BAD_INPUT)
                .orElse(ExitCode.NOT_DONE);
    }

    private static String text(Job job) {
        String line = "%s %s %s, %d of %d %s %s"
                .formatted(
                        job.kind(),
                        job.id(),
                        job.state(),
                        job.progress().done(),
                        job.progress().total(),
                        job.progress().unit(),
                        job.progress().message());
        return line.strip() + (job.result().isEmpty() ? "" : System.lineSeparator() + result(job));
    }

    private static String result(Job job) {
        return job.kind().equals("EVALUATE") ? EvaluationText.of(job.result()) : IsocenterClient.json(job.result());
    }
}
