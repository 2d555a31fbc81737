package org.isocenter.cli.efficiency;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.isocenter.cli.client.IsocenterClient;
import org.isocenter.cli.client.LocalUser;
import org.isocenter.cli.command.Connection;
import org.isocenter.cli.command.ProjectOption;
import org.isocenter.cli.console.ExitCode;
import org.isocenter.cli.console.Output;
import org.isocenter.cli.console.ProgressBar;
import org.isocenter.cli.efficiency.EfficiencyOptions.Frozen;
import org.isocenter.cli.efficiency.EfficiencyRun.Outcome;
import org.isocenter.cli.efficiency.Groundwork.ChainPlan;
import org.isocenter.cli.intake.OwnIntake;
import org.isocenter.cli.intake.People;
import org.isocenter.cli.intake.Telling;
import org.isocenter.cli.report.EfficiencyResult;
import org.isocenter.cli.stack.Kit;
import org.isocenter.cli.stack.LocalLogin;
import org.isocenter.cli.stack.Stack;
import org.isocenter.cli.stack.command.PortOptions;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code isocenter bench label-efficiency}: what heads reach from how few labels. */
@Command(
        name = "label-efficiency",
        mixinStandardHelpOptions = true,
        description =
                "Trains heads from rising numbers of labels, each from random, ImageNet and in-domain weights, and draws their curves with"
                        + " intervals. The same call again goes on where it was cut off.")
public final class LabelEfficiencyCommand implements Callable<Integer> {
    private static final int STEPS = 3;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before a verb runs
    private Connection connection;

    @Mixin
    @SuppressWarnings("NullAway.Init") // as above
    private PortOptions ports;

    @Mixin
    @SuppressWarnings("NullAway.Init") // as above
    private ProjectOption project;

    @Mixin
    @SuppressWarnings("NullAway.Init") // as above
    private EfficiencyOptions options;

    @Mixin
    @SuppressWarnings("NullAway.Init") // as above
    private Output output;

    @Override
    public Integer call() {
        Optional<Frozen> frozen = options.frozen();
        Optional<OwnIntake> own = options.own();
        EfficiencyPlan plan = options.plan();
        Optional<Figure> figure = options.figure();
        return own.isPresent() ? onOwn(own.get(), plan, figure) : onServer(frozen.orElseThrow(), plan, figure);
    }

    private Integer onOwn(OwnIntake images, EfficiencyPlan plan, Optional<Figure> figure) {
        if (!connection.isLocal()) {
            throw new PlatformException(
                    ErrorCode.BAD_REQUEST,
                    "Expected --cohort and --label-set beside --server; --data is for the local stack.");
        }
        images.tasks(); // labels that fit no task end the run before anything is started
        ChainPlan chain = options.chain();
        Stack stack = new Stack(Kit.find(), connection.folder(), output::say);
        boolean startedHere = stack.status().isDown();
        try {
            stack.up(ports.ports());
            Logbook logbook = logbook();
            People people = new People(new LocalLogin(), connection.folder().root());
            Telling telling = new Telling(output, STEPS);
            Groundwork ground = new Groundwork(people, logbook, telling);
            ground.take(images, plan);
            ground.encoders(chain);
            telling.step("Training heads");
            return answer(people.researcher(), logbook, figure);
        } finally {
            if (startedHere) {
                stack.down();
            }
        }
    }

    private Integer onServer(Frozen frozen, EfficiencyPlan plan, Optional<Figure> figure) {
        IsocenterClient client = connection.as(LocalUser.RESEARCHER);
        Logbook logbook = logbook();
        new ServerGround(client, project.name(), logbook).take(frozen, options.encoder(), plan);
        return answer(client, logbook, figure);
    }

    private Logbook logbook() {
        return Logbook.open(options.folder(connection.folder().root()), options.question());
    }

    private Integer answer(IsocenterClient client, Logbook logbook, Optional<Figure> figure) {
        Outcome outcome;
        try (ProgressBar bar = output.progress()) {
            outcome = new EfficiencyRun(client, logbook)
                    .run(figure, client.status().version(), bar);
        }
        EfficiencyResult result = outcome.result();
        String text = EfficiencyText.of(result);
        new ResultFiles(logbook).write(result, text);
        outcome.complaints().forEach(output::say);
        output.say("The curves are " + Path.of(result.picture()).toUri());
        output.answer(result, text);
        return outcome.complaints().isEmpty() ? ExitCode.DONE : ExitCode.NOT_DONE;
    }
}
