package org.isocenter.cli.efficiency;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.isocenter.cli.client.CohortCalls.Version;
import org.isocenter.cli.client.IsocenterClient;
import org.isocenter.cli.client.LabelCalls;
import org.isocenter.cli.client.LabelCalls.LabelSet;
import org.isocenter.cli.client.LocalUser;
import org.isocenter.cli.command.Connection;
import org.isocenter.cli.command.Named;
import org.isocenter.cli.command.ProjectOption;
import org.isocenter.cli.console.ExitCode;
import org.isocenter.cli.console.Output;
import org.isocenter.cli.console.ProgressBar;
import org.isocenter.cli.console.TextTable;
import org.isocenter.cli.efficiency.EfficiencyRun.Outcome;
import org.isocenter.cli.efficiency.Groundwork.ChainPlan;
import org.isocenter.cli.efficiency.Logbook.Ground;
import org.isocenter.cli.intake.LabelTask;
import org.isocenter.cli.intake.OwnIntake;
import org.isocenter.cli.intake.People;
import org.isocenter.cli.intake.Telling;
import org.isocenter.cli.report.EfficiencyResult;
import org.isocenter.cli.report.EfficiencyResult.Point;
import org.isocenter.cli.stack.Kit;
import org.isocenter.cli.stack.LocalLogin;
import org.isocenter.cli.stack.Stack;
import org.isocenter.cli.stack.command.PortOptions;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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
    private Output output;

    @Option(
            names = "--data",
            paramLabel = "PATH",
            description =
                    "Your own images: a folder of pictures or DICOM objects, a ZIP, a NumPy archive; the local stack takes them in.")
    private @Nullable Path data;

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            description = "Their labels; without it labels.csv in the folder, or what the archive holds.")
    private @Nullable Path labels;

    @Option(names = "--split", paramLabel = "FILE", description = "A given split: image,split.")
    private @Nullable Path split;

    @Option(
            names = "--subsets",
            paramLabel = "FILE",
            description = "Which images each draw has: seed, per_class or total, image or train_index.")
    private @Nullable Path subsets;

    @Option(
            names = "--unlabelled",
            paramLabel = "PATH",
            description = "Further images to pretrain on; no label of theirs is ever read.")
    private @Nullable Path unlabelled;

    @Option(
            names = "--weights",
            paramLabel = "FILE",
            description = "Weights trained on ImageNet, safetensors or .pth, the start of the chain.")
    private @Nullable Path weights;

    @Option(
            names = "--encoder",
            paramLabel = "NAME",
            defaultValue = "tf_efficientnet_lite0",
            description = "Architecture; beside --cohort an encoder of the project (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // as above
    private String encoder;

    @Option(
            names = "--image-size",
            paramLabel = "S",
            defaultValue = "64",
            description = "Side of a view in pixels (default: ${DEFAULT-VALUE}).")
    private int imageSize;

    @Option(
            names = "--task",
            paramLabel = "T",
            description = "classification, ordinal (grades in the order of their words) or segmentation.")
    private @Nullable Task task;

    @Option(
            names = "--budgets",
            split = ",",
            paramLabel = "N",
            description =
                    "Labels of each class, or masks in all; \"all\" for every label. Without it those of --subsets, else 1,5,10,20,50,all,"
                            + " and 5,10,20,all masks.")
    private List<String> budgets = List.of();

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "5",
            description = "Draws of the labels at each budget (default: ${DEFAULT-VALUE}).")
    private int seeds;

    @Option(
            names = "--kinds",
            split = ",",
            paramLabel = "KIND",
            description = "Kinds of head; without it linear and finetuned, for masks decoder.")
    private List<String> kinds = List.of();

    @Option(names = "--epochs", paramLabel = "E", description = "Passes over the labels of fine-tuned heads.")
    private @Nullable Integer epochs;

    @Option(
            names = "--pretrain-epochs",
            paramLabel = "E",
            defaultValue = "14",
            description = "Of the in-domain stage; 0 leaves it out (default: ${DEFAULT-VALUE}).")
    private int pretrainEpochs;

    @Option(
            names = "--minutes",
            paramLabel = "M",
            description = "The in-domain stage ends then, though epochs are left.")
    private @Nullable Double minutes;

    @Option(
            names = "--metric",
            paramLabel = "NAME",
            description =
                    "auroc, averagePrecision, quadraticKappa or dice; without it auroc, quadraticKappa for grades, dice for masks.")
    private @Nullable String metric;

    @Option(
            names = "--cohort",
            paramLabel = "COHORT",
            description =
                    "Instead of --data: a cohort of the server by name, for its newest version, or a version's identifier.")
    private @Nullable String cohort;

    @Option(names = "--label-set", paramLabel = "LABEL-SET", description = "Beside --cohort: name or identifier.")
    private @Nullable String labelSet;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description =
                    "Where results and progress are kept; without it a folder named after the options below reports in the state folder.")
    private @Nullable Path out;

    /** What heads learn. */
    enum Task {
        CLASSIFICATION,
        ORDINAL,
        SEGMENTATION
    }

    @Override
    public Integer call() {
        if ((data == null) == (cohort == null) || (cohort == null) != (labelSet == null)) {
            throw new PlatformException(
                    ErrorCode.BAD_REQUEST,
                    "Expected --data with your own images, or --cohort and --label-set of a server.");
        }
        EfficiencyPlan plan = new EfficiencyPlan(
                budgets, seeds, Optional.ofNullable(subsets), kinds, imageSize, Optional.ofNullable(epochs));
        Optional<Figure> figure = Optional.ofNullable(metric).map(LabelEfficiencyCommand::figure);
        Map<String, String> question = question();
        Path folder = out == null
                ? connection.folder().root().resolve("reports").resolve("few-labels-" + name(question))
                : out;
        return data == null ? onServer(plan, figure, question, folder) : onOwn(data, plan, figure, question, folder);
    }

    private Integer onOwn(
            Path images, EfficiencyPlan plan, Optional<Figure> figure, Map<String, String> question, Path folder) {
        if (!connection.isLocal()) {
            throw new PlatformException(
                    ErrorCode.BAD_REQUEST,
                    "Expected --cohort and --label-set beside --server; --data is for the local stack.");
        }
        OwnIntake own = OwnIntake.find(
                images,
                Optional.ofNullable(labels),
                Optional.ofNullable(split),
                Optional.ofNullable(unlabelled),
                Optional.ofNullable(task).map(each -> each.name().toLowerCase(Locale.ROOT)));
        own.tasks(); // labels that fit no task end the run before anything is started
        ChainPlan chain = new ChainPlan(
                encoder, Optional.ofNullable(weights), pretrainEpochs, Optional.ofNullable(minutes), imageSize);
        Stack stack = new Stack(Kit.find(), connection.folder(), output::say);
        boolean startedHere = stack.status().isDown();
        try {
            stack.up(ports.ports());
            Logbook logbook = Logbook.open(folder, question);
            People people = new People(new LocalLogin(), connection.folder().root());
            Telling telling = new Telling(output, STEPS);
            Groundwork ground = new Groundwork(people, logbook, telling);
            ground.take(own, plan);
            ground.encoders(chain);
            telling.step("Training heads");
            return answer(people.researcher(), logbook, figure, folder);
        } finally {
            if (startedHere) {
                stack.down();
            }
        }
    }

    private Integer onServer(EfficiencyPlan plan, Optional<Figure> figure, Map<String, String> question, Path folder) {
        IsocenterClient client = connection.as(LocalUser.RESEARCHER);
        Logbook logbook = Logbook.open(folder, question);
        if (logbook.entries().ground().isEmpty()) {
            Named named = new Named(client, project.name());
            Version version = named.cohortVersion(Objects.requireNonNull(cohort));
            LabelSet set = named.labelSet(Objects.requireNonNull(labelSet));
            String kind = client.labels().schemes(project.name()).stream()
                    .filter(scheme -> scheme.id().equals(set.scheme()))
                    .map(LabelCalls.Scheme::kind)
                    .findFirst()
                    .orElse("CLASSIFICATION");
            String learnt = kind.equals("MULTI_LABEL") ? LabelTask.CLASSIFICATION : kind.toLowerCase(Locale.ROOT);
            Ground ground = new Ground(
                    project.name(), version.id(), version.sha256(), set.id(), String.valueOf(set.sha256()), learnt);
            logbook.write(logbook.entries()
                    .on(ground, plan.wishes(ground.masks(), Optional.empty()))
                    .withEncoder(named.encoder(encoder).id()));
        }
        return answer(client, logbook, figure, folder);
    }

    private Integer answer(IsocenterClient client, Logbook logbook, Optional<Figure> figure, Path folder) {
        Outcome outcome;
        try (ProgressBar bar = output.progress()) {
            outcome = new EfficiencyRun(client, logbook)
                    .run(figure, client.status().version(), bar);
        }
        EfficiencyResult result = write(folder, outcome.result());
        outcome.complaints().forEach(output::say);
        output.say("The curves are " + Path.of(result.picture()).toUri());
        output.answer(result, table(result));
        return outcome.complaints().isEmpty() ? ExitCode.DONE : ExitCode.NOT_DONE;
    }

    private static EfficiencyResult write(Path folder, EfficiencyResult drawn) {
        try {
            Path picture = Files.writeString(folder.resolve("curves.svg"), drawn.picture())
                    .toAbsolutePath();
            EfficiencyResult result = new EfficiencyResult(
                    drawn.metric(),
                    drawn.task(),
                    drawn.cells(),
                    drawn.summary(),
                    drawn.differences(),
                    drawn.origin(),
                    picture.toString());
            Files.writeString(folder.resolve("result.json"), IsocenterClient.json(result));
            Files.writeString(folder.resolve("table.txt"), table(result) + "\n");
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String table(EfficiencyResult result) {
        TextTable table = new TextTable("labels", "encoder", "mode", "draws", result.metric(), "95 % interval");
        for (Point point : result.summary()) {
            table.row(
                    point.budget(),
                    point.init(),
                    point.mode(),
                    point.seeds(),
                    number(point.mean()),
                    number(point.low()) + " to " + number(point.high()));
        }
        TextTable ahead = new TextTable("labels", "mode", "encoder", "against", "ahead by", "95 % interval");
        result.differences()
                .forEach(each -> ahead.row(
                        each.budget(),
                        each.mode(),
                        each.init(),
                        each.against(),
                        "%+.3f".formatted(each.mean()),
                        "%+.3f to %+.3f".formatted(each.low(), each.high())));
        return table + "\n\n" + ahead;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    private static Figure figure(String word) {
        return Arrays.stream(Figure.values())
                .filter(each -> each.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new PlatformException(
                        ErrorCode.BAD_REQUEST,
                        "Expected --metric to be one of %s, came %s."
                                .formatted(
                                        Arrays.stream(Figure.values())
                                                .map(Figure::word)
                                                .toList(),
                                        word)));
    }

    /** Everything that decides the figures. */
    private Map<String, String> question() {
        Map<String, String> question = new TreeMap<>();
        put(question, "data", path(data));
        put(question, "labels", path(labels));
        put(question, "split", path(split));
        put(question, "subsets", path(subsets));
        put(question, "unlabelled", path(unlabelled));
        put(question, "weights", path(weights));
        put(question, "task", task);
        put(question, "cohort", cohort);
        put(question, "labelSet", labelSet);
        put(question, "epochs", epochs);
        put(question, "minutes", minutes);
        put(question, "encoder", encoder);
        put(question, "imageSize", imageSize);
        put(question, "budgets", budgets);
        put(question, "seeds", seeds);
        put(question, "kinds", kinds);
        put(question, "pretrainEpochs", pretrainEpochs);
        return question;
    }

    private static void put(Map<String, String> question, String name, @Nullable Object value) {
        if (value != null) {
            question.put(name, value.toString());
        }
    }

    private static @Nullable Path path(@Nullable Path path) {
        return path == null ? null : path.toAbsolutePath().normalize();
    }

    private static String name(Map<String, String> question) {
        return String.format(Locale.ROOT, "%08x", question.hashCode());
    }
}
