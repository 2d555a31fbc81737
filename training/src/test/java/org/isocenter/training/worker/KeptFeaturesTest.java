package org.isocenter.training.worker;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.imaging.Frame;
import org.isocenter.platform.model.EncoderVersion;
import org.isocenter.platform.model.Stage;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.training.config.TrainingConfig;
import org.isocenter.training.data.FrameKey;
import org.isocenter.training.data.FrameSource;
import org.isocenter.training.data.ProcessorTime;
import org.isocenter.training.encoder.Encoder;
import org.isocenter.training.encoder.EncoderFeatures;
import org.isocenter.training.finetune.LabelledClasses;
import org.isocenter.training.finetune.LinearHead;
import org.isocenter.training.testing.LabelledSamples;
import org.isocenter.training.testing.ToyEncoders;
import org.isocenter.training.weights.Weights;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptFeaturesTest {
    private static final List<String> TUMOURS = List.of("glioma", "meningioma", "notumor", "pituitary");
    private static final LabelledSamples BRAIN = LabelledSamples.brain();

    @TempDir
    Path folder;

    private final AtomicInteger read = new AtomicInteger();

    /** Frames as if they lay in the frame cache; counts how many are read. */
    private record Kept(FrameSource frames, AtomicInteger read) implements FrameSource {
        @Override
        public int size() {
            return frames.size();
        }

        @Override
        public String id(int place) {
            return frames.id(place);
        }

        @Override
        public Frame frame(int place) {
            read.incrementAndGet();
            return frames.frame(place);
        }

        @Override
        public Optional<FrameKey> key(int place) {
            return Optional.of(new FrameKey(blob(id(place).hashCode()), 0, 448));
        }
    }

    private static BlobKey blob(int number) {
        return new BlobKey("%064x".formatted(number));
    }

    private KeptFeatures features() {
        TrainingConfig config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withDefaultValue("user.home", "")
                .withDefaultValue("isocenter.training.feature-folder", folder.toString())
                .withMapping(TrainingConfig.class)
                .build()
                .getConfigMapping(TrainingConfig.class);
        return new KeptFeatures(config, "1");
    }

    private static EncoderVersion version(String architecture, int weights) {
        return new EncoderVersion(
                new UUID(0, 1),
                ProjectId.random(),
                "measured",
                architecture,
                blob(weights),
                Optional.empty(),
                Stage.IMAGENET,
                "import",
                Optional.empty(),
                0,
                "",
                Optional.empty(),
                Map.of(),
                Instant.EPOCH);
    }

    private static LabelledClasses set(FrameSource frames, List<String> names, int labels) {
        return LabelledSamples.labelled(frames, names, BRAIN.subset(0, labels), TUMOURS);
    }

    private static void requireEqual(Weights one, Weights other) {
        assertThat(one.tensors().keySet()).isEqualTo(other.tensors().keySet());
        one.tensors().forEach((name, tensor) -> assertThat(tensor.values())
                .isEqualTo(other.tensors().get(name).values()));
    }

    @Test
    void a_second_training_reads_no_image_and_its_head_is_the_same_bit_by_bit() {
        List<String> names = BRAIN.side("train").stream().limit(70).toList();
        FrameSource frames = new Kept(BRAIN.frames(names), read);
        LabelledClasses set = new LabelledClasses(
                frames, new int[] {0, 3, 5, 9}, new int[] {0, 1, 0, 1}, List.of("a", "b", "c", "d"), 2);
        try (NDManager manager = NDManager.newBaseManager("PyTorch");
                Encoder toy = Encoder.random(ToyEncoders.convolutions(), manager, 3);
                Encoder other = Encoder.random(ToyEncoders.convolutions(), manager, 4)) {
            Weights computed = LinearHead.fit(new EncoderFeatures(toy, manager, 32), set, 0)
                    .weights();
            read.set(0);
            Weights first = LinearHead.fit(features().of(version("toy", 3), toy, 32, manager), set, 0)
                    .weights();
            assertThat(read).hasValue(70);
            Weights second = LinearHead.fit(features().of(version("toy", 3), toy, 32, manager), set, 0)
                    .weights();
            assertThat(read).hasValue(70);
            requireEqual(first, computed);
            requireEqual(second, computed);
            features().of(version("toy", 3), toy, 64, manager).embed(frames);
            assertThat(read).hasValue(140);
            double[][] fresh =
                    features().of(version("toy", 4), other, 32, manager).embed(frames);
            assertThat(read).hasValue(210);
            assertThat(fresh).isDeepEqualTo(new EncoderFeatures(other, manager, 32).embed(frames));
            features().forget(Set.of(frames.key(69).orElseThrow().blob()));
            read.set(0);
            features().of(version("toy", 3), toy, 32, manager).embed(frames);
            assertThat(read).hasValue(70);
        }
    }

    /** The features of a linear head and of its evaluation, three initialisations being as many times as much; prints processor seconds. */
    @Test
    @Tag("proof-ssl")
    void a_second_linear_head_at_224_pixels_costs_next_to_nothing() {
        List<String> names = BRAIN.side("train");
        FrameSource training = new Kept(BRAIN.frames(names), read);
        FrameSource tests = new Kept(BRAIN.frames(BRAIN.side("test")), read);
        try (NDManager manager = NDManager.newBaseManager("PyTorch");
                Encoder start = LabelledSamples.imageNet(manager)) {
            EncoderVersion version = version("tf_efficientnet_lite0", 1);
            double[] seconds = IntStream.of(5, 10)
                    .mapToDouble(labels -> {
                        double before = ProcessorTime.seconds();
                        LinearHead.fit(features().of(version, start, 224, manager), set(training, names, labels), 0)
                                .probabilities(tests);
                        return ProcessorTime.seconds() - before;
                    })
                    .toArray();
            System.out.println(String.format(
                    Locale.ROOT,
                    "a linear head at 224 px on %d images and its answers for %d: %.1f s of a processor, the next %.2f s",
                    training.size(),
                    tests.size(),
                    seconds[0],
                    seconds[1]));
            assertThat(seconds[1]).isLessThan(seconds[0] / 10);
        }
    }
}
