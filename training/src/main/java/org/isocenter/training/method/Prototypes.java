package org.isocenter.training.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.isocenter.training.kernel.Gradients;
import org.isocenter.training.kernel.Kernel;
import org.isocenter.training.weights.Tensor;

/** Directions that embeddings are assigned to, as SwAV learns them; without bias, brought to length 1 before each step. */
final class Prototypes implements AutoCloseable {
    private final NDManager manager;
    private final NDArray rows;

    /**
     * What embeddings score.
     *
     * @param scores (N, K), the cosine with each prototype
     * @param unit (N, D), the embeddings at length 1
     */
    record Scored(NDArray scores, NDArray unit) {}

    /** Fresh ones, (count, width), of a seed. */
    Prototypes(int count, int width, NDManager parent, long seed) {
        manager = parent.newSubManager();
        Tensor fresh = new FreshArrays(seed).uniform(1 / Math.sqrt(width), count, width);
        rows = manager.create(fresh.values(), new Shape(count, width));
        rows.setRequiresGradient(true);
    }

    /** The live array, (K, D). */
    NDArray array() {
        return rows;
    }

    /** Brings every prototype to length 1. */
    void normalise() {
        try (NDManager step = manager.newSubManager()) {
            Kernel.Arguments arguments =
                    Kernel.Arguments.of(step.create(new double[] {1})).and(rows);
            Gradients.off(() -> Kernel.of("unit_rows", rows.getDevice()).run(arguments));
        }
    }

    /** Scores of embeddings, (N, D), of any length. */
    Scored score(NDArray embeddings) {
        NDList result = Kernel.of("prototypes", rows.getDevice())
                .run(Kernel.Arguments.of(embeddings).and(rows));
        return new Scored(result.get(0), result.get(1));
    }

    @Override
    public void close() {
        manager.close();
    }
}
