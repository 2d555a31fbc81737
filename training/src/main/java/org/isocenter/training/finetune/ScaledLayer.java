package org.isocenter.training.finetune;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.isocenter.platform.label.LabelKind;
import org.isocenter.training.data.Embedder;
import org.isocenter.training.probe.LinearProbe;
import org.isocenter.training.probe.Standardiser;

/**
 * The layer that fits frozen features best, still on scaled features: one logistic regression over classes that exclude one another, else one for each
 * question with yes or no, on the frames whose answer is known.
 *
 * @param layer on scaled features
 * @param scale of the features, over all training frames, labelled or not
 */
record ScaledLayer(LinearLayer layer, Standardiser scale) {
    private static final double SCALE_FLOOR = 0.1;

    static ScaledLayer fit(Embedder encoder, LabelledClasses set, long seed) {
        return fit(encoder.embed(set.frames()), set, seed);
    }

    /**
     * The same from features that are there.
     *
     * @param all a row for each of the set's frames
     */
    static ScaledLayer fit(double[][] all, LabelledClasses set, long seed) {
        double[][] rows = Arrays.stream(set.places()).mapToObj(i -> all[i]).toArray(double[][]::new);
        Standardiser scale = Standardiser.of(all).withFloor(SCALE_FLOOR);
        boolean balanced = set.balance() != Balance.NONE;
        if (set.kind() == LabelKind.CLASSIFICATION) {
            LinearProbe probe =
                    LinearProbe.fit(rows, set.turns(), set.classes(), set.patients(), scale, balanced, seed);
            return new ScaledLayer(LinearLayer.ofClasses(probe, set.classes()), scale);
        }
        int[][] questions = set.questions();
        List<LinearProbe> probes = IntStream.range(0, questions[0].length)
                .mapToObj(question -> probe(rows, questions, question, set.patients(), scale, balanced, seed))
                .toList();
        return new ScaledLayer(LinearLayer.ofQuestions(probes, set.kind()), scale);
    }

    private static LinearProbe probe(
            double[][] rows,
            int[][] questions,
            int question,
            List<String> patients,
            Standardiser scale,
            boolean balanced,
            long seed) {
        int[] known = IntStream.range(0, rows.length)
                .filter(i -> questions[i][question] >= 0)
                .toArray();
        return LinearProbe.fit(
                IntStream.of(known).mapToObj(i -> rows[i]).toArray(double[][]::new),
                IntStream.of(known).map(i -> questions[i][question]).toArray(),
                2,
                IntStream.of(known).mapToObj(patients::get).toList(),
                scale,
                balanced,
                seed);
    }

    /** The layer on features as the encoder gives them. */
    LinearLayer onRaw() {
        return layer.onRaw(scale);
    }
}
