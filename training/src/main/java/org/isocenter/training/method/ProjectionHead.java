package org.isocenter.training.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.isocenter.training.encoder.BatchStatistics;
import org.isocenter.training.kernel.Kernel;
import org.isocenter.training.weights.Tensor;
import org.isocenter.training.weights.Weights;

/**
 * The small network between representation and loss, projector or predictor: layers of a linear map without bias, a batch normalisation and a ReLU,
 * and a last layer that ends as {@link End} says (Chen et al. 2020, <a href="https://arxiv.org/abs/2002.05709">arXiv:2002.05709</a>). It is thrown away
 * after pretraining.
 *
 * <p>Layer i, counted from 1, has {@code fci.weight} (out, in) and {@code bni.weight}, {@code bni.bias}, {@code bni.running_mean} and
 * {@code bni.running_var} (out); the last has what its end has. The arrays belong to the head and end with it.
 */
public final class ProjectionHead implements AutoCloseable {

    /** What follows the last linear map. */
    public enum End {
        /** Batch normalisation with gain and bias. */
        NORM(0),
        /** Batch normalisation alone; running statistics only. */
        PLAIN_NORM(1),
        /** A bias. */
        BIAS(2),
        /** Nothing. */
        NONE(3);

        private final int code; // the kernel's

        End(int code) {
            this.code = code;
        }
    }

    private final NDManager manager;
    private final Kernel kernel;
    private final End end;
    private final Map<String, NDArray> trained = new LinkedHashMap<>();
    private final Map<String, NDArray> running = new LinkedHashMap<>();

    private ProjectionHead(NDManager parent, End end, Weights weights) {
        this.end = end;
        manager = parent.newSubManager();
        kernel = Kernel.of("projection_head", parent.getDevice());
        weights.tensors().forEach((name, tensor) -> {
            NDArray array = manager.create(tensor.values(), new Shape(tensor.shape()));
            if (name.contains("running")) {
                running.put(name, array);
            } else {
                array.setRequiresGradient(true);
                trained.put(name, array);
            }
        });
    }

    /**
     * A head with fresh weights, uniform within ±1/√in as torch draws them; the same seed gives the same weights.
     *
     * @param widths of the input, of each hidden layer (at least one), and of the output
     * @param end of the last layer
     */
    public static ProjectionHead random(List<Integer> widths, End end, NDManager manager, long seed) {
        FreshArrays fresh = new FreshArrays(seed);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (int layer = 1; layer < widths.size(); layer++) {
            int in = widths.get(layer - 1);
            int out = widths.get(layer);
            tensors.put("fc%d.weight".formatted(layer), fresh.uniform(1 / Math.sqrt(in), out, in));
            End layerEnd = layer < widths.size() - 1 ? End.NORM : end;
            if (layerEnd == End.BIAS) {
                tensors.put("fc%d.bias".formatted(layer), fresh.uniform(1 / Math.sqrt(in), out));
            } else if (layerEnd != End.NONE) {
                norm(tensors, layer, out, layerEnd);
            }
        }
        return new ProjectionHead(manager, end, new Weights(tensors));
    }

    private static void norm(Map<String, Tensor> tensors, int layer, int width, End end) {
        if (end == End.NORM) {
            tensors.put("bn%d.weight".formatted(layer), FreshArrays.constant(1, width));
            tensors.put("bn%d.bias".formatted(layer), FreshArrays.constant(0, width));
        }
        tensors.put("bn%d.running_mean".formatted(layer), FreshArrays.constant(0, width));
        tensors.put("bn%d.running_var".formatted(layer), FreshArrays.constant(1, width));
    }

    /** A head with the weights of this one that nothing but an average moves. */
    ProjectionHead copy(NDManager parent) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        state().forEach((name, array) ->
                tensors.put(name, new Tensor(array.getShape().getShape(), array.toFloatArray())));
        ProjectionHead copy = new ProjectionHead(parent, end, new Weights(tensors));
        copy.trained.values().forEach(array -> array.setRequiresGradient(false));
        return copy;
    }

    /** The outputs for a batch: (N, D) to (N, width of the last layer); they belong to the manager of the input. */
    public NDArray embed(NDArray representations) {
        return embed(representations, BatchStatistics.LIVE);
    }

    /** The same with a choice of the statistics that normalise. */
    public NDArray embed(NDArray representations, BatchStatistics statistics) {
        return kernel.run(Kernel.Arguments.of(representations)
                        .and("w", trained.values())
                        .and("r", running.values())
                        .and(statistics == BatchStatistics.LIVE ? 1 : 0, end.code))
                .singletonOrThrow();
    }

    /** The arrays that an optimizer moves, by name, in order. */
    public Map<String, NDArray> parameters() {
        return Collections.unmodifiableMap(trained);
    }

    /** All live arrays, running statistics included, by name. */
    public Map<String, NDArray> state() {
        Map<String, NDArray> state = new LinkedHashMap<>(trained);
        state.putAll(running);
        return Collections.unmodifiableMap(state);
    }

    @Override
    public void close() {
        manager.close();
    }
}
