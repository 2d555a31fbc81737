package org.isocenter.training.loop;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.isocenter.platform.testing.SharedData;
import org.isocenter.training.data.FramesInMemory;
import org.isocenter.training.data.Pairs;
import org.isocenter.training.data.Partners;
import org.isocenter.training.data.Prefetch;
import org.isocenter.training.data.ViewBatch;
import org.isocenter.training.data.ViewBatches;
import org.isocenter.training.encoder.Encoder;
import org.isocenter.training.kernel.Gradients;
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
import org.junit.jupiter.api.Test;

/** A first stage from a folder of labelled natural photographs. */
class SupervisedTest {
    private static final List<String> CLASSES = List.of("airplane", "frog", "ship", "truck");
    private static final int EACH = 48;
    private static final int SIDE = 32;
    private static final int BATCH = 32;
    private static final int EPOCHS = 12;

    @Test
    void classes_are_learnt_that_are_told_in_photographs_it_has_not_seen() {
        int perEpoch = CLASSES.size() * EACH / BATCH;
        int steps = EPOCHS * perEpoch;
        try (NDManager manager = NDManager.newBaseManager("PyTorch");
                Encoder encoder = Encoder.random(ToyEncoders.convolutions(), manager, 1)) {
            MethodSetup setup = new MethodSetup(
                    encoder,
                    manager,
                    ViewProfile.NATURAL,
                    SIDE,
                    true,
                    1,
                    0.75,
                    Pairs.PATIENT,
                    CLASSES,
                    new RunLength(steps, perEpoch, BATCH),
                    1);
            try (SslMethod method = MethodName.SUPERVISED.create(setup);
                    GroupedOptimizer optimizer = optimizer(method, steps, perEpoch)) {
                double before = unseen(method, manager);
                new Pretraining(
                                new PretrainingPlan(steps, steps),
                                method,
                                optimizer,
                                new ViewBatches(photographs("train"), method.views(), BATCH, 1, 1, classes()),
                                manager,
                                new MemoryCheckpoints(),
                                e -> Map.of(),
                                new RecordedLog())
                        .run();
                assertThat(before).as("of four classes").isBetween(1.2, 1.7);
                assertThat(unseen(method, manager)).isLessThan(before - 0.15);
            }
        }
    }

    /** The loss of photographs that are not learnt from. */
    private static double unseen(SslMethod method, NDManager manager) {
        ViewBatches batches = new ViewBatches(photographs("test"), method.views(), BATCH, 2, 1, classes());
        double sum = 0;
        try (Prefetch<ViewBatch> all = batches.of(0, 0)) {
            while (all.hasNext()) {
                ViewBatch batch = all.next();
                try (NDManager own = manager.newSubManager()) {
                    sum += Gradients.off(() -> method.loss(own, batch, 0))
                            .value()
                            .getFloat();
                }
            }
        }
        return sum / batches.stepsPerEpoch();
    }

    private static GroupedOptimizer optimizer(SslMethod method, int steps, int perEpoch) {
        Defaults usual = MethodName.SUPERVISED.defaults(method.encoder().architecture());
        double peak = 5 * usual.rate(true, BATCH); // a toy is in a hurry
        return new GroupedOptimizer(
                usual.rule(),
                usual.clipping(),
                Pace.groups(
                        method,
                        Schedule.warmupCosine(peak, 0, steps / 10, steps),
                        peak,
                        Schedule.constant(usual.firstDecay()),
                        perEpoch));
    }

    private static Partners classes() {
        List<String> classes = IntStream.range(0, CLASSES.size() * EACH)
                .mapToObj(i -> CLASSES.get(i / EACH))
                .toList();
        return new Partners(classes, Collections.nCopies(classes.size(), 0.0), 0);
    }

    private static FramesInMemory photographs(String part) {
        List<Path> files = CLASSES.stream()
                .flatMap(name -> some(SharedData.data("natural/cifar10/" + part + "/" + name)).stream())
                .toList();
        return new FramesInMemory(
                files.stream().map(Path::toString).toList(),
                files.stream().map(SampleImages::colour).toList());
    }

    private static List<Path> some(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().limit(EACH).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
