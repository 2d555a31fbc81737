package org.isocenter.training.familiarity;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.isocenter.training.encoder.Encoder;
import org.isocenter.training.encoder.EncoderFeatures;
import org.isocenter.training.testing.LabelledSamples;
import org.junit.jupiter.api.Test;

/** Real images through ImageNet's encoder: slices of brains are familiar to one another, ultrasound of breasts is strange to them. */
class StrangeImagesTest {

    @Test
    void ultrasound_is_strange_to_brain_slices_and_other_brain_slices_seldom_are() {
        LabelledSamples brain = LabelledSamples.brain();
        List<String> training = some(brain.side("train"), 240);
        try (NDManager manager = Engine.getEngine("PyTorch").newBaseManager();
                Encoder encoder = LabelledSamples.imageNet(manager)) {
            EncoderFeatures features = new EncoderFeatures(encoder, manager, 64);
            Familiarity familiarity = Familiarity.of(features.embed(brain.frames(training)), training)
                    .orElseThrow();
            double[][] others = features.embed(brain.frames(some(brain.side("test"), 160)));
            LabelledSamples breast = LabelledSamples.breast();
            double[][] strangers = features.embed(breast.frames(some(breast.side("train"), 60)));
            assertThat(share(familiarity, others)).isLessThan(0.12);
            assertThat(share(familiarity, strangers)).isGreaterThan(0.9);
        }
    }

    /** Every so many-th, so that all folders are among them. */
    private static List<String> some(List<String> names, int count) {
        int step = Math.max(1, names.size() / count);
        return IntStream.range(0, Math.min(count, names.size() / step))
                .mapToObj(i -> names.get(i * step))
                .toList();
    }

    private static double share(Familiarity familiarity, double[][] rows) {
        return Arrays.stream(rows)
                        .filter(row -> familiarity.distance(row) > familiarity.threshold())
                        .count()
                / (double) rows.length;
    }
}
