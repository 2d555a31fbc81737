package org.isocenter.training.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.isocenter.platform.imaging.Frame;
import org.isocenter.platform.imaging.Pixels;
import org.isocenter.training.data.FrameSource;
import org.isocenter.training.data.FramesInMemory;
import org.isocenter.training.data.Pairs;
import org.isocenter.training.data.Partners;
import org.isocenter.training.data.ViewBatches;
import org.isocenter.training.encoder.Encoder;
import org.isocenter.training.method.Defaults;
import org.isocenter.training.method.MethodName;
import org.isocenter.training.method.MethodSetup;
import org.isocenter.training.method.Pace;
import org.isocenter.training.method.RunLength;
import org.isocenter.training.method.SslMethod;
import org.isocenter.training.optimizer.GroupedOptimizer;
import org.isocenter.training.optimizer.Schedule;
import org.isocenter.training.testing.SampleImages;
import org.isocenter.training.testing.ToyEncoders;
import org.isocenter.training.view.ViewProfile;
import org.isocenter.training.weights.Weights;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MethodRunsTest {
    private static final int IMAGES = 16;
    private static final int BATCH = 4;
    private static final int STEPS = 6;
    private static final FrameSource FRAMES = frames();

    /** Three images of each group: a patient, or a class. */
    private static final List<String> GROUPS =
            IntStream.range(0, IMAGES).mapToObj(i -> "p" + i / 3).toList();

    private static final List<String> CLASSES = GROUPS.stream().distinct().toList();

    @ParameterizedTest
    @EnumSource(MethodName.class)
    void a_run_that_was_stopped_and_went_on_equals_one_that_never_stopped_in_every_array(MethodName name) {
        MemoryCheckpoints whole = new MemoryCheckpoints();
        RecordedLog wholeLog = new RecordedLog();
        run(name, STEPS, whole, wholeLog);
        MemoryCheckpoints kept = new MemoryCheckpoints();
        RecordedLog first = new RecordedLog(5); // within the second epoch, when what rested in the first has moved
        run(name, STEPS, kept, first);
        RecordedLog second = new RecordedLog();
        run(name, STEPS, kept, second);

        assertThat(first.losses).hasSize(5);
        assertThat(second.losses).isEqualTo(wholeLog.losses.subList(5, STEPS)).allMatch(Double::isFinite);
        Weights expected = whole.latest().orElseThrow().arrays();
        Weights actual = kept.latest().orElseThrow().arrays();
        assertThat(actual.tensors().keySet()).isEqualTo(expected.tensors().keySet());
        expected.tensors().forEach((array, tensor) -> assertThat(
                        Arrays.equals(actual.get(array).values(), tensor.values()))
                .as(array)
                .isTrue());
    }

    @ParameterizedTest
    @CsvSource({
        "VICREG, loss.invariance loss.variance loss.covariance",
        "BARLOWTWINS, loss.invariance loss.redundancy",
        "SWAV, loss.globalViews loss.localViews",
        "DINO, loss.globalViews loss.localViews",
        "DINOV2, loss.dino loss.ibot loss.koleo",
        "SIMCLR, ''"
    })
    void every_step_says_the_terms_of_a_loss_that_is_a_sum(MethodName name, String terms) {
        RecordedLog log = new RecordedLog();
        run(name, 2, new MemoryCheckpoints(), log);
        assertThat(log.steps).hasSize(2).allSatisfy(figures -> {
            List<String> named = figures.keySet().stream()
                    .filter(figure -> figure.startsWith("loss."))
                    .toList();
            assertThat(String.join(" ", named)).isEqualTo(terms);
            double sum = named.stream().mapToDouble(figures::get).sum();
            assertThat(named.isEmpty() ? figures.get("loss") : sum)
                    .isCloseTo(figures.get("loss"), within(1e-4 * Math.abs(figures.get("loss"))));
        });
    }

    @ParameterizedTest
    @EnumSource(MethodName.class)
    void the_encoder_learns_and_arrays_do_not_pile_up(MethodName name) {
        try (NDManager manager = NDManager.newBaseManager("PyTorch");
                Encoder encoder = encoder(name, manager);
                Encoder start = encoder(name, manager);
                SslMethod method = name.create(setup(encoder, manager, 12));
                GroupedOptimizer optimizer = optimizer(name, method, 12)) {
            pretrain(name, method, optimizer, manager, 2, new MemoryCheckpoints(), new RecordedLog());
            int before = arrays(manager, method, optimizer);
            pretrain(name, method, optimizer, manager, 12, new MemoryCheckpoints(), new RecordedLog());
            assertThat(arrays(manager, method, optimizer)).isEqualTo(before);
            assertThat(encoder.relativeChange(start)).isPositive();
        }
    }

    /** Arrays of the manager and of all those that the state of method and optimizer lives in. */
    private static int arrays(NDManager manager, SslMethod method, GroupedOptimizer optimizer) {
        Stream<NDArray> state = Stream.concat(method.state().values().stream(), optimizer.state().values().stream());
        return Stream.concat(Stream.of(manager), state.map(NDArray::getManager))
                .distinct()
                .mapToInt(owner -> owner.getManagedArrays().size())
                .sum();
    }

    private static void run(MethodName name, int steps, Checkpoints checkpoints, RecordedLog log) {
        try (NDManager manager = NDManager.newBaseManager("PyTorch");
                Encoder encoder = encoder(name, manager);
                SslMethod method = name.create(setup(encoder, manager, steps));
                GroupedOptimizer optimizer = optimizer(name, method, steps)) {
            pretrain(name, method, optimizer, manager, steps, checkpoints, log);
        }
    }

    private static Encoder encoder(MethodName name, NDManager manager) {
        return Encoder.random(name.hidesPatches() ? ToyEncoders.transformer() : ToyEncoders.convolutions(), manager, 1);
    }

    private static MethodSetup setup(Encoder encoder, NDManager manager, int steps) {
        return new MethodSetup(
                encoder,
                manager,
                ViewProfile.MR,
                32,
                true,
                0.2,
                0.75,
                Pairs.PATIENT,
                CLASSES,
                new RunLength(steps, IMAGES / BATCH, BATCH),
                5);
    }

    private static GroupedOptimizer optimizer(MethodName name, SslMethod method, int steps) {
        Defaults usual = name.defaults(method.encoder().architecture());
        double peak = usual.rate(true, BATCH);
        return new GroupedOptimizer(
                usual.rule(),
                usual.clipping(),
                Pace.groups(
                        method,
                        Schedule.warmupCosine(peak, 0, 1, steps),
                        peak,
                        Schedule.cosine(usual.firstDecay(), usual.lastDecay(), steps),
                        IMAGES / BATCH));
    }

    private static void pretrain(
            MethodName name,
            SslMethod method,
            GroupedOptimizer optimizer,
            NDManager manager,
            int steps,
            Checkpoints checkpoints,
            RecordedLog log) {
        new Pretraining(
                        new PretrainingPlan(steps, 100),
                        method,
                        optimizer,
                        new ViewBatches(FRAMES, method.views(), BATCH, 9, 1, partners(name)),
                        manager,
                        checkpoints,
                        encoder -> Map.of(),
                        log)
                .run();
    }

    /** For the method that pairs images of a group, and the one that learns groups as classes. */
    private static Partners partners(MethodName name) {
        return name == MethodName.MICLE || name == MethodName.SUPERVISED
                ? new Partners(GROUPS, GROUPS.stream().map(group -> 0.0).toList(), 0)
                : Partners.none(FRAMES);
    }

    /** Grey gratings, each of its own direction. */
    private static FrameSource frames() {
        List<Frame> frames = IntStream.range(0, IMAGES)
                .mapToObj(image -> {
                    byte[] values = new byte[48 * 48 * 3];
                    for (int i = 0; i < values.length; i++) {
                        int column = i / 3 % 48;
                        int row = i / 144;
                        double along = column * Math.cos(image) + row * Math.sin(image);
                        values[i] = (byte) (127 + 100 * Math.sin(along / 3));
                    }
                    return SampleImages.frame(48, 48, new Pixels.Rgb8(values));
                })
                .toList();
        return new FramesInMemory(
                IntStream.range(0, IMAGES).mapToObj(Integer::toString).toList(), frames);
    }
}
