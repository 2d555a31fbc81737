package org.isocenter.training.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.isocenter.training.encoder.BatchStatistics;
import org.isocenter.training.kernel.Kernel;
import org.isocenter.training.weights.Tensor;
import org.isocenter.training.weights.Weights;

/**
 * The small network between representation and contrastive loss: layers of a linear map without bias and a batch normalisation, with a ReLU between
 * one layer and the next (Chen et al. 2020, <a href="https://arxiv.org/abs/2002.05709">arXiv:2002.05709</a>). It is thrown away after pretraining.
 *
 * <p>Layer i, counted from 1, has {@code fci.weight} (out, in) and {@code bni.weight}, {@code bni.bias}, {@code bni.running_mean} and
 * {@code bni.running_var} (out). The arrays belong to the head and end with it.
 */
public final class ProjectionHead implements AutoCloseable {
    private final NDManager manager;
    private final Kernel kernel;
    private final Map<String, NDArray> trained = new LinkedHashMap<>();
    private final Map<String, NDArray> running = new LinkedHashMap<>();

    private ProjectionHead(NDManager parent, Weights weights) {
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
     * @param widths of the representation, of each hidden layer, and of the embedding
     */
    public static ProjectionHead random(List<Integer> widths, NDManager manager, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (int layer = 1; layer < widths.size(); layer++) {
            int in = widths.get(layer - 1);
            int out = widths.get(layer);
            tensors.put("fc%d.weight".formatted(layer), uniform(out, in, random));
            tensors.put("bn%d.weight".formatted(layer), constant(out, 1));
            tensors.put("bn%d.bias".formatted(layer), constant(out, 0));
            tensors.put("bn%d.running_mean".formatted(layer), constant(out, 0));
            tensors.put("bn%d.running_var".formatted(layer), constant(out, 1));
        }
        return new ProjectionHead(manager, new Weights(tensors));
    }

    /** SimCLR's head for representations of this width: one hidden layer as wide, embeddings of 128. */
    public static ProjectionHead simClr(int width, NDManager manager, long seed) {
        return random(List.of(width, width, 128), manager, seed);
    }

    private static Tensor uniform(int out, int in, SplittableRandom random) {
        float[] values = new float[out * in];
        double bound = 1 / Math.sqrt(in);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (bound * (2 * random.nextDouble() - 1));
        }
        return new Tensor(new long[] {out, in}, values);
    }

    private static Tensor constant(int width, float value) {
        float[] values = new float[width];
        Arrays.fill(values, value);
        return new Tensor(new long[] {width}, values);
    }

    /** The embeddings of representations: (N, D) to (N, width of the last layer); they belong to the manager of the representations. */
    public NDArray embed(NDArray representations, BatchStatistics statistics) {
        return kernel.run(Kernel.Arguments.of(representations)
                        .and("w", trained.values())
                        .and("r", running.values())
                        .and(statistics == BatchStatistics.LIVE ? 1 : 0))
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
