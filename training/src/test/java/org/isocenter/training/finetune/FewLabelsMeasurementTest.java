package org.isocenter.training.finetune;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.isocenter.training.data.Embedder;
import org.isocenter.training.data.FrameSource;
import org.isocenter.training.encoder.EncoderFeatures;
import org.isocenter.training.metric.Ranking;
import org.isocenter.training.testing.LabelledSamples;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Frozen ImageNet features at every budget beside what another stack reached from the same subsets; prints its figures. */
@Tag("proof-ssl")
class FewLabelsMeasurementTest {
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
    @CsvSource({"brain_tumor_mri, 64", "brain_tumor_mri, 224", "breastmnist, 64"})
    void few_labels_say_as_much_as_elsewhere(String name, int size) {
        DrawnSet set = DrawnSet.of(name);
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            Embedder encoder = new Remembering(new EncoderFeatures(LabelledSamples.imageNet(manager), manager, size));
            for (int labels : new int[] {1, 5, 10, 20, 50}) {
                Map<Integer, Double> ours = new TreeMap<>();
                for (int seed = 0; seed < DRAWS; seed++) {
                    LinearHead head = LinearHead.fit(encoder, set.draw(labels, seed), seed);
                    ours.put(seed, Ranking.macroAuroc(set.truth(), head.probabilities(set.unseen())));
                }
                beside(set, size, labels, ours);
            }
        }
    }

    /** Prints the mean and the paired difference with its 95 % t interval over the draws, which must not lie below -0.01. */
    private static void beside(DrawnSet set, int size, int labels, Map<Integer, Double> ours) {
        Paired paired = Paired.of(
                        ours,
                        Elsewhere.of(set.name(), size, WayCell.FROZEN, labels).bySeed())
                .orElseThrow();
        System.out.println(String.format(
                Locale.ROOT,
                "%s %d px, %d a class, frozen ImageNet: %.3f, elsewhere %s",
                set.name(),
                size,
                labels,
                ours.values().stream()
                        .mapToDouble(Double::doubleValue)
                        .average()
                        .orElseThrow(),
                paired));
        assertThat(paired.high()).as(set.name() + " " + labels).isGreaterThan(-0.01);
    }
}
