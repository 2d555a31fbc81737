package org.isocenter.training.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.imaging.Frame;
import org.isocenter.platform.testing.SharedData;
import org.isocenter.training.data.FrameSource;
import org.isocenter.training.data.FramesInMemory;
import org.isocenter.training.data.Pairs;
import org.isocenter.training.data.ViewBatches;
import org.isocenter.training.encoder.Architecture;
import org.isocenter.training.encoder.Encoder;
import org.isocenter.training.method.MethodName;
import org.isocenter.training.method.MethodSetup;
import org.isocenter.training.method.Pace;
import org.isocenter.training.method.RunLength;
import org.isocenter.training.method.SslMethod;
import org.isocenter.training.optimizer.AdamW;
import org.isocenter.training.optimizer.Clipping;
import org.isocenter.training.optimizer.GroupedOptimizer;
import org.isocenter.training.optimizer.Schedule;
import org.isocenter.training.testing.SampleImages;
import org.isocenter.training.view.ViewProfile;
import org.isocenter.training.weights.Safetensors;
import org.isocenter.training.weights.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PretrainingTest {
    private static final FrameSource FRAMES = frames(16);

    /** What one run left behind. */
    private record Ran(Weights weights, RecordedLog log, RunProgress progress) {}

    @Test
    void the_loss_falls_from_ImageNet_weights_on() throws IOException {
        try (NDManager manager = NDManager.newBaseManager("PyTorch");
                InputStream file =
                        Files.newInputStream(SharedData.data("weights/efficientnet_lite0_imagenet.safetensors"));
                Encoder encoder =
                        Encoder.of(Architecture.named("tf_efficientnet_lite0"), manager, Safetensors.read(file))) {
            Encoder parent = Encoder.of(encoder.architecture(), manager, encoder.weights());
            RunProgress progress = pretrain(encoder, manager, false, 30, new MemoryCheckpoints(), new RecordedLog());
            assertThat(progress.lastLoss()).isLessThan(0.92 * progress.firstLoss());
            assertThat(encoder.relativeChange(parent)).isBetween(1e-3, 0.5);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"resnet18", "tf_efficientnet_lite0"})
    void a_run_that_was_stopped_and_went_on_equals_one_that_never_stopped(String architecture) {
        Ran whole = run(architecture, 5, new MemoryCheckpoints(), new RecordedLog());
        for (int stop : new int[] {2, 3}) {
            MemoryCheckpoints kept = new MemoryCheckpoints();
            Ran first = run(architecture, 5, kept, new RecordedLog(stop));
            assertThat(first.progress().step()).isEqualTo(stop);
            Ran second = run(architecture, 5, kept, new RecordedLog());
            assertThat(second.log().losses).isEqualTo(whole.log().losses.subList(stop, 5));
            assertThat(first.log().epochs.size() + second.log().epochs.size())
                    .isEqualTo(whole.log().epochs.size());
            assertThat(second.progress().firstLosses())
                    .isEqualTo(whole.progress().firstLosses());
            whole.weights().tensors().forEach((name, tensor) -> assertThat(
                            Arrays.equals(second.weights().get(name).values(), tensor.values()))
                    .as(name)
                    .isTrue());
        }
    }

    @Test
    void the_same_seed_gives_the_same_bits() {
        Ran one = run("resnet18", 3, new MemoryCheckpoints(), new RecordedLog());
        Ran two = run("resnet18", 3, new MemoryCheckpoints(), new RecordedLog());
        assertThat(two.log().losses).isEqualTo(one.log().losses);
        assertThat(two.weights().relativeChange(one.weights())).isZero();
    }

    @Test
    void a_corrupt_checkpoint_is_refused() {
        MemoryCheckpoints kept = new MemoryCheckpoints();
        run("resnet18", 2, kept, new RecordedLog());
        byte[] file = kept.file();
        assertThatThrownBy(() -> Checkpoint.read(new ByteArrayInputStream(Arrays.copyOf(file, file.length / 2))))
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CHECKPOINT_CORRUPT));
    }

    @Test
    void weights_of_frozen_stages_stay_bit_for_bit() {
        try (NDManager manager = NDManager.newBaseManager("PyTorch");
                Encoder encoder = Encoder.random(Architecture.named("resnet18"), manager, 1)) {
            encoder.freeze(3);
            Weights before = encoder.weights();
            pretrain(encoder, manager, true, 3, new MemoryCheckpoints(), new RecordedLog());
            Weights after = encoder.weights();
            encoder.architecture().parameters().forEach(parameter -> {
                boolean same = Arrays.equals(
                        before.get(parameter.name()).values(),
                        after.get(parameter.name()).values());
                assertThat(same).as(parameter.name()).isEqualTo(parameter.stage() < 3 && parameter.isTrained());
            });
        }
    }

    @Test
    void arrays_do_not_pile_up() {
        try (NDManager manager = NDManager.newBaseManager("PyTorch");
                Encoder encoder = Encoder.random(Architecture.named("resnet18"), manager, 1)) {
            pretrain(encoder, manager, true, 2, new MemoryCheckpoints(), new RecordedLog());
            int before = manager.getManagedArrays().size();
            pretrain(encoder, manager, true, 12, new MemoryCheckpoints(), new RecordedLog());
            assertThat(manager.getManagedArrays().size()).isEqualTo(before);
        }
    }

    private static Ran run(String architecture, int steps, Checkpoints checkpoints, RecordedLog log) {
        try (NDManager manager = NDManager.newBaseManager("PyTorch");
                Encoder encoder = Encoder.random(Architecture.named(architecture), manager, 1)) {
            RunProgress progress = pretrain(encoder, manager, true, steps, checkpoints, log);
            return new Ran(encoder.weights(), log, progress);
        }
    }

    private static RunProgress pretrain(
            Encoder encoder, NDManager manager, boolean fresh, int steps, Checkpoints checkpoints, RecordedLog log) {
        MethodSetup setup = new MethodSetup(
                encoder,
                manager,
                ViewProfile.MR,
                32,
                fresh,
                0.2,
                0.75,
                Pairs.PATIENT,
                List.of(),
                new RunLength(steps, 2, 8),
                5);
        try (SslMethod method = MethodName.SIMCLR.create(setup);
                GroupedOptimizer optimizer = new GroupedOptimizer(
                        AdamW.usual(),
                        Clipping.none(),
                        Pace.groups(method, Schedule.constant(2e-4), 2e-4, Schedule.constant(1e-4), 0))) {
            return new Pretraining(
                            new PretrainingPlan(steps, 100),
                            method,
                            optimizer,
                            new ViewBatches(FRAMES, method.views(), 8, 9, 1),
                            manager,
                            checkpoints,
                            e -> Map.of(),
                            log)
                    .run();
        }
    }

    private static FrameSource frames(int count) {
        List<Frame> frames;
        try (Stream<Path> files = Files.list(SharedData.data("classification/brain_tumor_mri_pool/glioma"))) {
            frames = files.sorted().limit(count).map(SampleImages::colour).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new FramesInMemory(
                IntStream.range(0, count).mapToObj(Integer::toString).toList(), frames);
    }
}
