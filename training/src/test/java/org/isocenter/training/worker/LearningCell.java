package org.isocenter.training.worker;

import ai.djl.ndarray.NDManager;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.isocenter.platform.model.EncoderVersion;
import org.isocenter.platform.model.Stage;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.storage.FolderBlobStore;
import org.isocenter.platform.testing.SharedData;
import org.isocenter.training.config.TrainingConfig;
import org.isocenter.training.data.FrameSource;
import org.isocenter.training.data.Partners;
import org.isocenter.training.data.SomeFrames;
import org.isocenter.training.encoder.Architecture;
import org.isocenter.training.encoder.Encoder;
import org.isocenter.training.encoder.EncoderFeatures;
import org.isocenter.training.loop.Checkpoint;
import org.isocenter.training.loop.Checkpoints;
import org.isocenter.training.loop.RunLog;
import org.isocenter.training.loop.RunProgress;
import org.isocenter.training.weights.Safetensors;

/**
 * One pretraining as a job would do it, measured before and after. Its words are a set and the parameters of a PRETRAIN job, such as {@code cifar10
 * method=byol architecture=resnet18 imageSize=32 epochs=30 seed=0}; {@code from=imagenet} starts from ImageNet weights, and
 * {@code images=1000} learns from so many of them, evenly drawn.
 *
 * @param words that say it
 * @param set to learn from
 * @param most images to learn from
 * @param imageNet whether it starts from ImageNet weights
 * @param plan parameters of the job
 */
record LearningCell(String words, String set, int most, boolean imageNet, PretrainPlan plan) {

    static LearningCell of(String words) {
        List<String> parts = List.of(words.trim().split("\\s+"));
        Map<String, Object> values = new LinkedHashMap<>();
        parts.stream().skip(1).map(part -> part.split("=", 2)).forEach(pair -> values.put(pair[0], value(pair[1])));
        boolean imageNet = values.remove("from") != null;
        int most = Optional.ofNullable((Integer) values.remove("images")).orElse(Integer.MAX_VALUE);
        values.put("cohortVersion", new UUID(0, 0).toString());
        values.put("name", "measured");
        return new LearningCell(String.join(" ", parts), parts.get(0), most, imageNet, PretrainPlan.of(values));
    }

    private static Object value(String word) {
        if (word.matches("-?\\d+")) {
            return Integer.valueOf(word);
        }
        return word.matches("-?[\\d.]+(e-?\\d+)?") ? (Object) Double.valueOf(word) : word;
    }

    /** Runs it and says in one line what came of it. */
    String run(Path folder) {
        LearningSet data = LearningSet.of(set);
        FrameSource looked = some(data.images());
        int images = looked.size();
        long steps = plan.steps(images);
        PretrainInput input = new PretrainInput(
                plan, start(folder), List.of(), looked, Partners.none(looked), List.of(), data.profile());
        try (NDManager manager = EngineMemory.forJob();
                PretrainSession session = new PretrainSession(input, steps, manager, config())) {
            Map<String, double[]> before = measured(data, session.encoder(), manager);
            Quiet quiet = new Quiet();
            RunProgress end = session.run(quiet, encoder -> Map.of(), quiet);
            Map<String, double[]> after = measured(data, session.encoder(), manager);
            return "%s | %d steps, %.1f min, %.0f images/s, loss %.3f to %.3f%s | %s"
                    .formatted(
                            words,
                            steps,
                            end.seconds() / 60,
                            steps * plan.batchSize(images) / end.seconds(),
                            end.firstLoss(),
                            end.lastLoss(),
                            quiet.collapses,
                            compared(before, after));
        }
    }

    private FrameSource some(FrameSource all) {
        int count = Math.min(most, all.size());
        return new SomeFrames(
                all,
                IntStream.range(0, count)
                        .mapToObj(i -> (int) ((long) i * all.size() / count))
                        .toList());
    }

    private Map<String, double[]> measured(LearningSet data, Encoder encoder, NDManager manager) {
        return data.measure(new EncoderFeatures(encoder, manager, plan.imageSize()));
    }

    /** Mean before and after, and with several draws of labels the deviation of the gain over them. */
    private static String compared(Map<String, double[]> before, Map<String, double[]> after) {
        return before.keySet().stream()
                .map(name -> compared(name, before.get(name), after.get(name)))
                .collect(Collectors.joining(" | "));
    }

    private static String compared(String name, double[] before, double[] after) {
        double[] gain = IntStream.range(0, after.length)
                .mapToDouble(i -> after[i] - before[i])
                .toArray();
        String spread =
                gain.length == 1 ? "" : String.format(Locale.ROOT, " (%+.3f ± %.3f)", mean(gain), deviation(gain));
        return String.format(Locale.ROOT, "%s %.3f to %.3f%s", name, mean(before), mean(after), spread);
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double deviation(double[] values) {
        double mean = mean(values);
        return Math.sqrt(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / (values.length - 1));
    }

    private Start start(Path folder) {
        ModelFiles files = new ModelFiles(new FolderBlobStore(folder, false));
        Optional<EncoderVersion> parent = imageNet ? Optional.of(imageNet(files)) : Optional.empty();
        return new Start(Architecture.named(plan.architecture(parent)), parent, plan.seed(), files);
    }

    private static EncoderVersion imageNet(ModelFiles files) {
        try {
            return new EncoderVersion(
                    new UUID(0, 1),
                    ProjectId.random(),
                    "imagenet",
                    "tf_efficientnet_lite0",
                    files.put(Safetensors.read(
                            Files.newInputStream(SharedData.data("weights/efficientnet_lite0_imagenet.safetensors")))),
                    Optional.empty(),
                    Stage.IMAGENET,
                    "import",
                    Optional.empty(),
                    0,
                    "",
                    Optional.empty(),
                    Map.of(),
                    Instant.EPOCH);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TrainingConfig config() {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withDefaultValue("user.home", "")
                .withDefaultValue("isocenter.training.loader-threads", "1")
                .withMapping(TrainingConfig.class)
                .build()
                .getConfigMapping(TrainingConfig.class);
    }

    /** Keeps no checkpoint; remembers what the watch says. */
    private static final class Quiet implements Checkpoints, RunLog {
        private String collapses = "";

        @Override
        public void stepBack() {
            // nothing is kept
        }

        @Override
        public void save(Checkpoint checkpoint) {
            // a cell that was stopped begins anew
        }

        @Override
        public Optional<Checkpoint> latest() {
            return Optional.empty();
        }

        @Override
        public void step(RunProgress progress, Map<String, Double> figures) {
            // the line says the first and the last losses
        }

        @Override
        public void epoch(RunProgress progress, Map<String, Double> figures) {
            // as above
        }

        @Override
        public void collapse(String line) {
            collapses += ", " + line;
        }

        @Override
        public void note(String line) {
            // for nobody
        }

        @Override
        public boolean stopWanted() {
            return false;
        }
    }
}
