package org.isocenter.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.isocenter.cli.client.ProjectCalls.Project;
import org.isocenter.cli.console.ExitCode;
import org.isocenter.cli.console.Output;
import org.isocenter.cli.intake.Intake;
import org.isocenter.cli.intake.OwnIntake;
import org.isocenter.cli.intake.People;
import org.isocenter.cli.intake.Telling;
import org.isocenter.cli.report.DemoResult;
import org.isocenter.cli.stack.Folders;
import org.isocenter.cli.stack.Kit;
import org.isocenter.cli.stack.LocalLogin;
import org.isocenter.cli.stack.Stack;
import org.isocenter.cli.stack.StackStatus;
import org.isocenter.cli.stack.StateFolder;
import org.isocenter.cli.stack.command.HomeOption;
import org.isocenter.cli.stack.command.PortOptions;
import org.isocenter.dicom.association.Requestor.Peer;
import org.isocenter.dicom.phantom.PhantomPlan;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code isocenter demo}: the whole job on generated studies or on one's own images, ending in a report. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description =
                "Runs the whole job, on your own images or, without --data, on generated studies, and writes a report.")
public final class DemoCommand implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before a verb runs
    private HomeOption home;

    @Mixin
    @SuppressWarnings("NullAway.Init") // as above
    private PortOptions ports;

    @Mixin
    @SuppressWarnings("NullAway.Init") // as above
    private DemoOptions options;

    @Mixin
    @SuppressWarnings("NullAway.Init") // as above
    private Output output;

    @Option(names = "--exit", description = "Stop the stack at the end where this run started it.")
    private boolean exit;

    @Override
    public Integer call() {
        long start = System.nanoTime();
        Optional<OwnIntake> own = options.own();
        DemoPlan plan = options.plan();
        own.ifPresent(OwnIntake::tasks); // labels that fit no task end the run before anything is started
        output.say("Seed %d; --seed %d draws the same again".formatted(plan.seed(), plan.seed()));
        StateFolder folder = home.folder();
        Stack stack = new Stack(Kit.find(), folder, output::say);
        boolean startedHere = stack.status().isDown();
        try {
            Telling telling = new Telling(output, DemoRun.STEPS + (own.isPresent() ? 1 : 2));
            telling.step("Starting the local stack; about a minute, longer the first time");
            StackStatus status = stack.up(ports.ports());
            DemoResult result = run(new Steps(start, plan, own, folder, telling), status);
            return answer(result);
        } finally {
            if (exit && startedHere) {
                stack.down();
            }
        }
    }

    private record Steps(long start, DemoPlan plan, Optional<OwnIntake> own, StateFolder folder, Telling telling) {}

    private static DemoResult run(Steps steps, StackStatus status) {
        Path drawn = temporary();
        try {
            People people = new People(new LocalLogin(), steps.folder().root());
            return new DemoRun(
                            people,
                            steps.plan(),
                            steps.telling(),
                            steps.folder().root().resolve("reports"),
                            steps.start())
                    .run(project -> steps.own()
                            .map(Intake.class::cast)
                            .orElseGet(() -> draw(steps, drawn, scanner(status, project))));
        } finally {
            remove(drawn);
        }
    }

    private static Intake draw(Steps steps, Path folder, Peer scanner) {
        steps.telling().step("Drawing the studies of a small hospital");
        PhantomIntake phantom =
                PhantomIntake.draw(folder, PhantomPlan.standard(steps.plan().seed()), scanner);
        steps.telling().found(phantom.description());
        return phantom;
    }

    private static Peer scanner(StackStatus status, Project project) {
        Integer port = status.dicom().port();
        if (port == null) {
            throw new PlatformException(ErrorCode.START_FAILED, "The stack has no DICOM listener; see \"status\".");
        }
        return new Peer("127.0.0.1", port, project.aeTitle(), "DEMO", Duration.ofSeconds(60));
    }

    private int answer(DemoResult result) {
        output.answer(result, "Report: " + result.report());
        output.say("The report is %s".formatted(Path.of(result.report()).toUri()));
        return result.done() ? ExitCode.DONE : ExitCode.NOT_DONE;
    }

    /** Generated identifiers stay out of the state folder, which is searched for them. */
    private static Path temporary() {
        try {
            return Files.createTempDirectory("isocenter-demo-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void remove(Path folder) {
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
