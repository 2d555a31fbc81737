package org.isocenter.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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

/** {@code isocenter jobs}: long work and how far it is. */
@Command(name = "jobs", description = "Jobs: what runs, how far it is, and what came of it.")
public final class JobsCommand extends VerbGroup {
    @Command(name = "list", mixinStandardHelpOptions = true, description = "Shows the project's jobs.")
    int list(@Mixin Connection connection, @Mixin ProjectOption project, @Mixin Output output) {
        List<Job> jobs = connection.as(LocalUser.RESEARCHER).jobs().list(project.name());
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
    int show(@Mixin JobOption job, @Mixin Output output) {
        return JobAnswer.show(job.calls().show(job.id()), output);
    }

    @Command(name = "watch", mixinStandardHelpOptions = true, description = "Follows a job to its end.")
    int watch(@Mixin JobOption job, @Mixin Output output) {
        Job ended;
        try (ProgressBar progress = output.progress()) {
            ended = new JobWatch(job.calls(), progress).follow(job.id());
        }
        return JobAnswer.ended(ended, output);
    }

    @Command(name = "log", mixinStandardHelpOptions = true, description = "Shows what a job wrote.")
    int log(@Mixin JobOption job, @Mixin Output output) {
        List<LogLine> lines = job.calls().log(job.id());
        output.answer(
                lines,
                lines.stream()
                        .map(line -> line.at() + "  " + line.text())
                        .collect(Collectors.joining(System.lineSeparator())));
        return ExitCode.DONE;
    }

    @Command(name = "metrics", mixinStandardHelpOptions = true, description = "Shows the curve of a run.")
    int metrics(@Mixin JobOption job, @Mixin Output output) {
        List<Metric> metrics = job.calls().metrics(job.id());
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
            @Mixin JobOption job,
            @Mixin Output output,
            @Option(names = "--out", paramLabel = "FOLDER", description = "Made where it is not there.") @Nullable
                    Path folder) {
        JobCalls calls = job.calls();
        List<Picture> pictures = calls.pictures(job.id());
        TextTable table = new TextTable("step", "name", "shows");
        pictures.forEach(each -> table.row(each.step(), each.name(), each.caption()));
        if (folder != null) {
            made(folder);
            pictures.forEach(each -> calls.savePicture(
                    job.id(), each, folder.resolve("%s-%06d.png".formatted(each.name(), each.step()))));
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
    int pause(@Mixin JobOption job, @Mixin Output output) {
        return JobAnswer.show(job.calls().pause(job.id()), output);
    }

    @Command(name = "resume", mixinStandardHelpOptions = true, description = "Goes on from the last checkpoint.")
    int resume(
            @Mixin JobOption job,
            @Mixin Output output,
            @Option(
                            names = "--learning-rate",
                            paramLabel = "X",
                            description = "Highest of the schedule from here on, for a pretraining.")
                    @Nullable
                    Double learningRate) {
        return JobAnswer.show(job.calls().resume(job.id(), Optional.ofNullable(learningRate)), output);
    }

    @Command(name = "cancel", mixinStandardHelpOptions = true, description = "Ends a job at its next step.")
    int cancel(@Mixin JobOption job, @Mixin Output output) {
        return JobAnswer.show(job.calls().cancel(job.id()), output);
    }
}
