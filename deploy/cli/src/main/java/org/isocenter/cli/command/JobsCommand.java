package org.isocenter.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.isocenter.cli.client.JobCalls;
import org.isocenter.cli.client.JobCalls.Job;
import org.isocenter.cli.client.JobCalls.LogLine;
import org.isocenter.cli.client.JobCalls.Metric;
import org.isocenter.cli.client.JobCalls.Picture;
import org.isocenter.cli.client.LocalUser;
import org.isocenter.cli.console.ExitCode;
import org.isocenter.cli.console.Output;
import org.isocenter.cli.console.ProgressBar;
import org.isocenter.cli.console.TextTable;
import org.isocenter.cli.watch.JobWatch;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code isocenter jobs}: long work and how far it is. */
@Command(name = "jobs", description = "Jobs: what runs, how far it is, and what came of it.")
public final class JobsCommand extends VerbGroup {
    private static final String JOB = "Identifier of the job.";

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Shows the project's jobs.")
    int list(@Mixin Connection connection, @Mixin ProjectOption project, @Mixin Output output) {
        List<Job> jobs = calls(connection).list(project.name());
        TextTable table = new TextTable("job", "kind", "state", "done", "total", "unit", "by", "submitted");
        jobs.forEach(each -> table.row(
                each.id(),
                each.kind(),
                each.state(),
                each.progress().done(),
                each.progress().total(),
                each.progress().unit(),
                each.submittedBy(),
                each.submittedAt()));
        output.answer(jobs, table.toString());
        return ExitCode.DONE;
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Shows one job with its result.")
    int show(
            @Mixin Connection connection,
            @Mixin Output output,
            @Parameters(paramLabel = "JOB", description = JOB) UUID job) {
        return JobAnswer.show(calls(connection).show(job), output);
    }

    @Command(name = "watch", mixinStandardHelpOptions = true, description = "Follows a job to its end.")
    int watch(
            @Mixin Connection connection,
            @Mixin Output output,
            @Parameters(paramLabel = "JOB", description = JOB) UUID job) {
        Job ended;
        try (ProgressBar progress = output.progress()) {
            ended = new JobWatch(calls(connection), progress).follow(job);
        }
        return JobAnswer.ended(ended, output);
    }

    @Command(name = "log", mixinStandardHelpOptions = true, description = "Shows what a job wrote.")
    int log(
            @Mixin Connection connection,
            @Mixin Output output,
            @Parameters(paramLabel = "JOB", description = JOB) UUID job) {
        List<LogLine> lines = calls(connection).log(job);
        output.answer(
                lines,
                lines.stream()
                        .map(line -> line.at() + "  " + line.text())
                        .collect(Collectors.joining(System.lineSeparator())));
        return ExitCode.DONE;
    }

    @Command(name = "metrics", mixinStandardHelpOptions = true, description = "Shows the curve of a run.")
    int metrics(
            @Mixin Connection connection,
            @Mixin Output output,
            @Parameters(paramLabel = "JOB", description = JOB) UUID job) {
        List<Metric> metrics = calls(connection).metrics(job);
        TextTable table = new TextTable("step", "name", "value");
        metrics.forEach(each -> table.row(each.step(), each.name(), each.value()));
        output.answer(metrics, table.toString());
        return ExitCode.DONE;
    }

    @Command(
            name = "pictures",
            mixinStandardHelpOptions = true,
            description = "Shows which pictures a run made of its images, and writes them to a folder.")
    int pictures(
            @Mixin Connection connection,
            @Mixin Output output,
            @Parameters(paramLabel = "JOB", description = JOB) UUID job,
            @Option(names = "--out", paramLabel = "FOLDER", description = "Made where it is not there.") @Nullable
                    Path folder) {
        JobCalls calls = calls(connection);
        List<Picture> pictures = calls.pictures(job);
        TextTable table = new TextTable("step", "name", "shows");
        pictures.forEach(each -> table.row(each.step(), each.name(), each.caption()));
        if (folder != null) {
            made(folder);
            pictures.forEach(each ->
                    calls.savePicture(job, each, folder.resolve("%s-%06d.png".formatted(each.name(), each.step()))));
        }
        output.answer(pictures, table.toString());
        return ExitCode.DONE;
    }

    private static void made(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new PlatformException(
                    ErrorCode.BAD_REQUEST, "The folder %s cannot be made; choose another.".formatted(folder), e);
        }
    }

    @Command(name = "pause", mixinStandardHelpOptions = true, description = "Stops a job at its next step.")
    int pause(
            @Mixin Connection connection,
            @Mixin Output output,
            @Parameters(paramLabel = "JOB", description = JOB) UUID job) {
        return JobAnswer.show(calls(connection).pause(job), output);
    }

    @Command(name = "resume", mixinStandardHelpOptions = true, description = "Goes on from the last checkpoint.")
    int resume(
            @Mixin Connection connection,
            @Mixin Output output,
            @Parameters(paramLabel = "JOB", description = JOB) UUID job,
            @Option(
                            names = "--learning-rate",
                            paramLabel = "X",
                            description = "Highest of the schedule from here on, for a pretraining.")
                    @Nullable
                    Double learningRate) {
        return JobAnswer.show(calls(connection).resume(job, Optional.ofNullable(learningRate)), output);
    }

    @Command(name = "cancel", mixinStandardHelpOptions = true, description = "Ends a job at its next step.")
    int cancel(
            @Mixin Connection connection,
            @Mixin Output output,
            @Parameters(paramLabel = "JOB", description = JOB) UUID job) {
        return JobAnswer.show(calls(connection).cancel(job), output);
    }

    private static JobCalls calls(Connection connection) {
        return connection.as(LocalUser.RESEARCHER).jobs();
    }
}
