package org.isocenter.training.finetune;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.isocenter.platform.testing.SharedData;
import org.isocenter.training.data.Embedder;
import org.isocenter.training.data.FrameSource;
import org.isocenter.training.encoder.EncoderFeatures;
import org.isocenter.training.metric.Ranking;
import org.isocenter.training.testing.LabelledSamples;
import org.isocenter.training.testing.MedMnist;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frozen ImageNet features at every budget beside what another stack reached from the same subsets; prints its figures. */
@Tag("proof-ssl")
class FewLabelsMeasurementTest {
    private static final List<String> TUMOURS = List.of("glioma", "meningioma", "notumor", "pituitary");
    private static final int DRAWS = 5;

    /** Embeds each source once. */
    private static final class Remembering implements Embedder {
        private final Embedder encoder;
        private final IdentityHashMap<FrameSource, double[][]> rows = new IdentityHashMap<>();

        Remembering(Embedder encoder) {
            this.encoder = encoder;
        }

        @Override
        public double[][] embed(FrameSource frames) {
            return rows.computeIfAbsent(frames, encoder::embed);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 224})
    void brain_tumours_are_told_as_well_as_elsewhere(int size) throws IOException {
        LabelledSamples brain = LabelledSamples.brain();
        List<String> names = brain.side("train");
        List<String> tests = brain.side("test");
        FrameSource frames = brain.frames(names);
        FrameSource unseen = brain.frames(tests);
        int[] truth = LabelledSamples.classes(tests, TUMOURS);
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            Embedder encoder = new Remembering(new EncoderFeatures(LabelledSamples.imageNet(manager), manager, size));
            for (int budget : new int[] {1, 5, 10, 20, 50}) {
                List<Double> ours = new ArrayList<>();
                for (int seed = 0; seed < DRAWS; seed++) {
                    LabelledClasses set = LabelledSamples.labelled(frames, names, brain.subset(seed, budget), TUMOURS);
                    ours.add(Ranking.macroAuroc(
                            truth, LinearHead.fit(encoder, set, seed).probabilities(unseen)));
                }
                beside("brain_tumor_mri", size, budget, ours);
            }
        }
    }

    @Test
    void breast_lesions_are_told_as_well_as_elsewhere() throws IOException {
        MedMnist train = MedMnist.of("breastmnist", "train");
        MedMnist test = MedMnist.of("breastmnist", "test");
        List<String> subsets = Files.readAllLines(SharedData.golden("label-efficiency/breastmnist_subsets.csv"));
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            Embedder encoder = new Remembering(new EncoderFeatures(LabelledSamples.imageNet(manager), manager, 64));
            for (int budget : new int[] {1, 5, 10, 20, 50}) {
                List<Double> ours = new ArrayList<>();
                for (int seed = 0; seed < DRAWS; seed++) {
                    String start = "%d,%d,".formatted(seed, budget);
                    int[] places = subsets.stream()
                            .filter(line -> line.startsWith(start))
                            .mapToInt(line -> Integer.parseInt(line.substring(start.length())))
                            .toArray();
                    LabelledClasses set = new LabelledClasses(
                            train.images(),
                            places,
                            IntStream.of(places).map(i -> train.labels()[i]).toArray(),
                            IntStream.of(places).mapToObj(String::valueOf).toList(),
                            2);
                    ours.add(Ranking.macroAuroc(
                            test.labels(), LinearHead.fit(encoder, set, seed).probabilities(test.images())));
                }
                beside("breastmnist", 64, budget, ours);
            }
        }
    }

    /** Prints the mean and the paired difference with its 95 % t interval over the draws, which must not lie below -0.01. */
    private static void beside(String set, int size, int budget, List<Double> ours) throws IOException {
        double[] differences = new double[ours.size()];
        double theirs = 0;
        for (int seed = 0; seed < ours.size(); seed++) {
            double other = elsewhere(set, size, budget, seed);
            theirs += other / ours.size();
            differences[seed] = ours.get(seed) - other;
        }
        double mean = IntStream.range(0, differences.length)
                .mapToDouble(i -> differences[i])
                .average()
                .orElseThrow();
        double variance = IntStream.range(0, differences.length)
                        .mapToDouble(i -> (differences[i] - mean) * (differences[i] - mean))
                        .sum()
                / (differences.length - 1);
        double reach = 2.776 * Math.sqrt(variance / differences.length);
        System.out.println(String.format(
                Locale.ROOT,
                "%s %d px, %d a class, frozen ImageNet: %.3f, elsewhere %.3f, difference %+.3f (%+.3f to %+.3f)",
                set,
                size,
                budget,
                ours.stream().mapToDouble(Double::doubleValue).average().orElseThrow(),
                theirs,
                mean,
                mean - reach,
                mean + reach));
        assertThat(mean + reach).as(set + " " + budget).isGreaterThan(-0.01);
    }

    private static double elsewhere(String set, int size, int budget, int seed) throws IOException {
        String start = "%s,%d,tf_efficientnet_lite0,imagenet,frozen,%d,%d,auroc,".formatted(set, size, budget, seed);
        return Files.readAllLines(SharedData.golden("label-efficiency/python_baseline.csv")).stream()
                .filter(line -> line.startsWith(start))
                .mapToDouble(line -> Double.parseDouble(line.substring(start.length())))
                .findFirst()
                .orElseThrow();
    }
}
