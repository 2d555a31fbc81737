package org.isocenter.training.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.isocenter.training.kernel.Kernel;
import org.isocenter.training.weights.Tensor;

/**
 * The head of DINO and iBOT (Caron et al. 2021, <a href="https://arxiv.org/abs/2104.14294">arXiv:2104.14294</a>): linear maps with GELU between them,
 * the result brought to length 1, and its cosine with K directions.
 *
 * <p>Layer i, counted from 1, has {@code fci.weight} (out, in) and {@code fci.bias} (out); {@code last.weight} is (K, bottleneck).
 */
final class DinoHead implements AutoCloseable {
    static final String LAST = "last.weight";
    private static final double SPREAD = 0.02;

    private final NDManager manager;
    private final Map<String, NDArray> trained = new LinkedHashMap<>();

    private DinoHead(NDManager parent, Map<String, Tensor> tensors) {
        manager = parent.newSubManager();
        tensors.forEach((name, tensor) -> {
            NDArray array = manager.create(tensor.values(), new Shape(tensor.shape()));
            array.setRequiresGradient(true);
            trained.put(name, array);
        });
    }

    /**
     * A head with fresh weights; the same seed gives the same weights.
     *
     * @param widths of the input, of each hidden layer, and of the bottleneck
     * @param outputs K
     */
    static DinoHead random(List<Integer> widths, int outputs, NDManager manager, long seed) {
        FreshArrays fresh = new FreshArrays(seed);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (int layer = 1; layer < widths.size(); layer++) {
            int out = widths.get(layer);
            tensors.put("fc%d.weight".formatted(layer), fresh.normal(SPREAD, out, widths.get(layer - 1)));
            tensors.put("fc%d.bias".formatted(layer), FreshArrays.constant(0, out));
        }
        tensors.put(LAST, fresh.normal(SPREAD, outputs, widths.get(widths.size() - 1)));
        return new DinoHead(manager, tensors);
    }

    /** A head with the weights of this one that nothing but an average moves. */
    DinoHead copy(NDManager parent) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        trained.forEach(
                (name, array) -> tensors.put(name, new Tensor(array.getShape().getShape(), array.toFloatArray())));
        DinoHead copy = new DinoHead(parent, tensors);
        copy.trained.values().forEach(array -> array.setRequiresGradient(false));
        return copy;
    }

    /** Number K of outputs. */
    int outputs() {
        return (int) trained.get(LAST).getShape().get(0);
    }

    /** The outputs for representations: (N, D) to (N, K); they belong to the manager of the representations. */
    NDArray outputs(NDArray representations) {
        return Kernel.of("dino_head", representations.getDevice())
                .run(Kernel.Arguments.of(representations).and("w", trained.values()))
                .singletonOrThrow();
    }

    /** The arrays that an optimizer moves, by name, in order; they are all there is. */
    Map<String, NDArray> parameters() {
        return Collections.unmodifiableMap(trained);
    }

    @Override
    public void close() {
        manager.close();
    }
}
