package org.isocenter.training.collapse;

import ai.djl.ndarray.NDArray;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.isocenter.training.method.Glance;
import org.isocenter.training.metric.PairAlignment;

/**
 * The figures by which a run is judged at one moment.
 *
 * @param images N, whose figures they are
 * @param width of the embeddings, or of the representations where there are none
 * @param representations spread of what the encoder makes of the images
 * @param embeddings spread of what the projector makes of them; empty where there is none
 * @param alignment how near two views of an image lie to each other; empty where there is one view
 * @param sharing among bins or prototypes; empty where there are none
 */
public record Signs(
        int images,
        int width,
        Spread representations,
        Optional<Spread> embeddings,
        Optional<Double> alignment,
        Optional<Sharing> sharing) {

    /** The signs in what a network makes of one view of some images, and of another view of the same. */
    public static Signs of(Glance first, Optional<Glance> second) {
        NDArray judged = judged(first);
        return new Signs(
                (int) judged.getShape().get(0),
                (int) judged.getShape().get(1),
                Spread.of(first.representations()),
                first.embeddings().map(Spread::of),
                second.map(other -> PairAlignment.of(rows(judged), rows(judged(other)))),
                first.shares()
                        .map(shares -> Sharing.of(
                                shares.toFloatArray(), (int) shares.getShape().get(1))));
    }

    private static NDArray judged(Glance glance) {
        return glance.embeddings().orElse(glance.representations());
    }

    private static double[][] rows(NDArray array) {
        float[] values = array.toFloatArray();
        int width = (int) array.getShape().get(1);
        double[][] rows = new double[values.length / width][width];
        for (int i = 0; i < values.length; i++) {
            rows[i / width][i % width] = values[i];
        }
        return rows;
    }

    /** Of the embeddings, or of the representations where there are none. */
    public Spread spread() {
        return embeddings.orElse(representations);
    }

    /** Their deviation times √width: 1 is spread out, 0 collapsed. */
    public double std() {
        return spread().featureStd() * Math.sqrt(width);
    }

    /** All figures by name. */
    public Map<String, Double> figures() {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("embeddingStd", std());
        figures.put("embeddingRank", spread().effectiveRank());
        figures.put("representationRank", representations.effectiveRank());
        figures.put("uniformity", spread().uniformity());
        alignment.ifPresent(value -> figures.put("alignment", value));
        sharing.ifPresent(bins -> {
            figures.put("teacherEntropy", bins.entropy());
            figures.put("teacherMeanEntropy", bins.meanEntropy());
            figures.put("prototypeUse", bins.used());
        });
        return figures;
    }
}
