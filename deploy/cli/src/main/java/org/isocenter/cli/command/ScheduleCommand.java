package org.isocenter.cli.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.isocenter.cli.client.IsocenterClient;
import org.isocenter.cli.client.LocalUser;
import org.isocenter.cli.client.ScheduleCalls;
import org.isocenter.cli.client.ScheduleCalls.NewSchedule;
import org.isocenter.cli.client.ScheduleCalls.Run;
import org.isocenter.cli.client.ScheduleCalls.Schedule;
import org.isocenter.cli.console.ExitCode;
import org.isocenter.cli.console.Output;
import org.isocenter.cli.console.TextTable;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code isocenter schedule}: pull, curate and learn at night. */
@Command(name = "schedule", description = "Plans that run by themselves at night: pull, curate, go on learning.")
public final class ScheduleCommand extends VerbGroup {
    private static final String NAME = "Name of the schedule, or its identifier.";

    /** A schedule with all its runs. */
    record Shown(Schedule schedule, List<Run> runs) {}

    /** What is learnt at night. */
    static final class Learning {
        @Option(names = "--curate", description = "Looks through what came, with the encoder.")
        private boolean curate;

        @Option(names = "--pretrain", description = "Goes on learning from what came.")
        private boolean pretrain;

        @Option(
                names = "--encoder",
                paramLabel = "ENCODER",
                description =
                        "Name or identifier of the encoder to go on from; later nights take the one of the night before.")
        private @Nullable String encoder;

        @Option(names = "--epochs", paramLabel = "N", description = "Passes over the cohort in a night.")
        private @Nullable Integer epochs;

        @Option(names = "--minutes", paramLabel = "N", description = "Learning ends after this time in a night.")
        private @Nullable Double minutes;

        @Option(names = "--image-size", paramLabel = "PIXELS", description = "Side of an image.")
        private @Nullable Integer imageSize;

        @Nullable
        Map<String, Object> curation() {
            return curate ? new JobParameters().with("imageSize", imageSize).values() : null;
        }

        @Nullable
        Map<String, Object> pretraining() {
            return pretrain
                    ? new JobParameters()
                            .with("imageSize", imageSize)
                            .with("epochs", epochs)
                            .with("minutes", minutes)
                            .values()
                    : null;
        }
    }

    @Command(name = "create", mixinStandardHelpOptions = true, description = "Makes a plan for every night.")
    int create(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Parameters(paramLabel = "NAME", description = "Of the schedule.") String name,
            @Option(names = "--pacs", required = true, paramLabel = "NAME", description = "Archive to pull from.")
                    String pacs,
            @Option(names = "--cohort", required = true, paramLabel = "COHORT", description = "Name or identifier.")
                    String cohort,
            @Mixin PullQuery query,
            @Mixin LoadOptions load,
            @Mixin Learning learning) {
        String window = required("--window", load.window());
        String zone = required("--zone", load.zone());
        IsocenterClient client = connection.as(LocalUser.STEWARD);
        Named named = new Named(client, project.name());
        Map<String, Object> pull = query.parameters()
                .with("pacs", pacs)
                .with("rate", load.rate())
                .with("associations", load.associations())
                .values();
        UUID encoder = Optional.ofNullable(learning.encoder)
                .map(word -> named.encoder(word).id())
                .orElse(null);
        NewSchedule wish = new NewSchedule(
                name,
                window,
                zone,
                pull,
                named.cohort(cohort).id(),
                encoder,
                learning.curation(),
                learning.pretraining());
        Schedule made = client.schedules().create(project.name(), wish);
        output.answer(made, "%s runs every night from %s.".formatted(made.name(), made.nextRun()));
        return ExitCode.DONE;
    }

    private static String required(String option, @Nullable String given) {
        return Optional.ofNullable(given)
                .orElseThrow(() -> new PlatformException(
                        ErrorCode.BAD_REQUEST,
                        "Expected %s, such as --window 22:00-05:30 --zone Europe/Berlin.".formatted(option)));
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Shows the schedules of a project.")
    int list(@Mixin Connection connection, @Mixin ProjectOption project, @Mixin Output output) {
        List<Schedule> all = calls(connection).list(project.name());
        TextTable table = new TextTable("name", "window", "zone", "last", "state", "next", "id");
        all.forEach(each -> table.row(
                each.name(),
                each.window(),
                each.zone(),
                last(each).map(run -> run.night().toString()).orElse(""),
                each.cancelledAt() == null ? last(each).map(Run::state).orElse("") : "CANCELLED",
                Optional.ofNullable(each.nextRun()).map(Object::toString).orElse(""),
                each.id()));
        output.answer(all, table.toString());
        return ExitCode.DONE;
    }

    private static Optional<Run> last(Schedule schedule) {
        return Optional.ofNullable(schedule.lastRun());
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Shows one schedule with its nights.")
    int show(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Parameters(paramLabel = "NAME", description = NAME) String name) {
        ScheduleCalls calls = calls(connection);
        Schedule schedule = find(calls, project.name(), name);
        Shown shown = new Shown(schedule, calls.runs(schedule.id()));
        TextTable table = new TextTable("night", "state", "message", "jobs");
        shown.runs().forEach(run -> table.row(run.night(), run.state(), run.message(), jobs(run)));
        output.answer(shown, table.toString());
        return ExitCode.DONE;
    }

    private static String jobs(Run run) {
        return new LinkedHashMap<>(run.jobs())
                .entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .sorted()
                        .collect(Collectors.joining(", "));
    }

    @Command(
            name = "cancel",
            mixinStandardHelpOptions = true,
            description = "Ends a schedule and what it has under way.")
    int cancel(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Parameters(paramLabel = "NAME", description = NAME) String name) {
        ScheduleCalls calls = calls(connection);
        Schedule cancelled = calls.cancel(find(calls, project.name(), name).id());
        output.answer(cancelled, "Cancelled " + cancelled.name() + ".");
        return ExitCode.DONE;
    }

    /** By identifier, or by name: the one that is not cancelled, else the newest. */
    private static Schedule find(ScheduleCalls calls, String project, String word) {
        List<Schedule> called = calls.list(project).stream()
                .filter(each -> each.name().equals(word) || each.id().toString().equals(word))
                .toList();
        return called.stream()
                .filter(each -> each.cancelledAt() == null)
                .findFirst()
                .or(() -> called.stream().findFirst())
                .orElseThrow(() -> new PlatformException(
                        ErrorCode.NOT_FOUND, "there is no schedule %s in the project".formatted(word)));
    }

    private static ScheduleCalls calls(Connection connection) {
        return connection.as(LocalUser.STEWARD).schedules();
    }
}
