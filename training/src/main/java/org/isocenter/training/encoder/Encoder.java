package org.isocenter.training.encoder;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.isocenter.training.kernel.Kernel;
import org.isocenter.training.kernel.Parts;
import org.isocenter.training.weights.Tensor;
import org.isocenter.training.weights.Weights;

/**
 * A network with weights that turns images into representations.
 *
 * <ul>
 *   <li>input: (N, 3, H, W), float32, normalised as the architecture says; or (N, 1, H, W), which is taken for three equal channels by summing the
 *       filters of the stem over theirs. A stem of one channel sees the mean of the image's
 *   <li>representation: (N, D), float32: the mean over places of the last map, or a transformer's class token
 *   <li>stages: maps (N, C, H/s, W/s), float32, from fine to coarse, their channels C and strides s as {@link Architecture#maps} says; sides are rounded
 *       up, in ConvNeXt down
 * </ul>
 *
 * <p>Results belong to the manager of the images. Parameters belong to the encoder and end with it.
 */
public final class Encoder implements AutoCloseable {
    /** Share of a batch in the running statistics, torch's. */
    private static final double RUNNING_MOMENTUM = 0.1;

    private final Architecture architecture;
    private final NDManager manager;
    private final Kernel kernel;
    private final Map<String, NDArray> trained = new LinkedHashMap<>();
    private final Map<String, NDArray> running = new LinkedHashMap<>();
    private final Set<String> held = new HashSet<>();
    private int frozen;
    private int part = Integer.MAX_VALUE;

    private Encoder(Architecture architecture, NDManager parent, Weights weights) {
        this.architecture = architecture;
        this.manager = parent.newSubManager();
        this.kernel = Kernel.of(architecture.kernel(), architecture.constants(), parent.getDevice());
        for (Parameter parameter : architecture.parameters()) {
            Tensor tensor = weights.get(parameter.name());
            NDArray array = manager.create(tensor.values(), new Shape(tensor.shape()));
            (parameter.isTrained() ? trained : running).put(parameter.name(), array);
        }
        freeze(0);
    }

    /** An encoder with fresh weights; the same seed gives the same weights. */
    public static Encoder random(Architecture architecture, NDManager manager, long seed) {
        return new Encoder(architecture, manager, FreshWeights.of(architecture, seed));
    }

    /**
     * An encoder with given weights.
     *
     * @throws org.isocenter.platform.error.PlatformException {@code WEIGHTS_MISMATCH} naming the tensor
     */
    public static Encoder of(Architecture architecture, NDManager manager, Weights weights) {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        weights.tensors().forEach((name, tensor) -> shapes.put(name, tensor.shape()));
        architecture.requireFit(shapes);
        return new Encoder(architecture, manager, weights);
    }

    public Architecture architecture() {
        return architecture;
    }

    /** Where its arrays are. */
    Device device() {
        return manager.getDevice();
    }

    /**
     * Lets representations be computed so many images at a time, each part once more when gradients are asked for: the memory of a step is that of one
     * part, while heads and losses see all images. Live batch statistics are those of a part.
     */
    public Encoder takingParts(int images) {
        part = images;
        return this;
    }

    /** How many images are computed at a time. */
    public int part() {
        return part;
    }

    /** The representations of images: (N, C, H, W) to (N, D). */
    public NDArray represent(NDArray images, BatchStatistics statistics) {
        return Parts.compute(part, List.of(images), (rows, again) -> run(rows.get(0), statistics, false, again)
                .get(0));
    }

    /** The maps of images, as many as {@link Architecture#maps} says. */
    public List<NDArray> stages(NDArray images, BatchStatistics statistics) {
        NDList results = run(images, statistics, true, false);
        return List.copyOf(results.subList(1, results.size()));
    }

    /**
     * The representations that follow from the last of a convolutional encoder's {@link #stages}: (N, C, h, w) to (N, D), with fixed statistics. Gradients
     * reach the map alone.
     */
    public NDArray representMap(NDArray map) {
        if (TokenEncoder.isTransformer(architecture)) {
            throw new IllegalArgumentException(architecture.name() + " represents by its class token, not by its map");
        }
        return Kernel.of(architecture.kernel() + "_tail", architecture.constants(), device())
                .run(withState(map))
                .singletonOrThrow();
    }

    /** What is computed again must not move the running statistics again. */
    private NDList run(NDArray images, BatchStatistics statistics, boolean maps, boolean again) {
        double live = statistics == BatchStatistics.LIVE ? 1 : 0;
        return kernel.run(arguments(images).and(live, maps ? 1 : 0, again ? 0 : RUNNING_MOMENTUM));
    }

    /** Images and state, the beginning of every call of a kernel of this architecture. */
    Kernel.Arguments arguments(NDArray images) {
        long channels = images.getShape().get(1);
        if (channels != 1 && channels != 3) {
            throw new IllegalArgumentException("an encoder takes 1 or 3 channels, not %d".formatted(channels));
        }
        return withState(images);
    }

    private Kernel.Arguments withState(NDArray first) {
        Kernel.Arguments arguments = Kernel.Arguments.of(first).and("w", trained.values());
        return running.isEmpty() ? arguments : arguments.and("r", running.values());
    }

    /** Holds the stem and the stages after it, this many in all, as they are; 0 lets everything move. */
    public void freeze(int stages) {
        if (stages < 0 || stages > architecture.stages()) {
            throw new IllegalArgumentException(
                    "%s has %d stages to freeze, not %d".formatted(architecture.name(), architecture.stages(), stages));
        }
        frozen = stages;
        for (Parameter parameter : architecture.parameters()) {
            NDArray array = trained.get(parameter.name());
            if (array != null) {
                array.setRequiresGradient(moves(parameter));
            }
        }
    }

    /** Holds the parameters whose names begin so as they are, whatever is frozen: a patch embedding, or fixed positions. */
    public void hold(String prefix) {
        held.add(prefix);
        freeze(frozen);
    }

    private boolean moves(Parameter parameter) {
        return parameter.stage() >= frozen && held.stream().noneMatch(parameter.name()::startsWith);
    }

    /** The arrays that an optimiser moves, by name, in order: all trained ones that are neither frozen nor held. */
    public Map<String, NDArray> parameters() {
        Map<String, NDArray> moving = new LinkedHashMap<>();
        for (Parameter parameter : architecture.parameters()) {
            NDArray array = trained.get(parameter.name());
            if (array != null && moves(parameter)) {
                moving.put(parameter.name(), array);
            }
        }
        return Collections.unmodifiableMap(moving);
    }

    /** Every live array by name, in the order of the state dict, running statistics among them; the next step changes them. */
    public Map<String, NDArray> state() {
        Map<String, NDArray> state = new LinkedHashMap<>();
        for (Parameter parameter : architecture.parameters()) {
            state.put(
                    parameter.name(),
                    parameter.isTrained() ? trained.get(parameter.name()) : running.get(parameter.name()));
        }
        return state;
    }

    /** A copy of the whole state, running statistics included, in the order of the state dict. */
    public Weights weights() {
        Map<String, Tensor> copy = new LinkedHashMap<>();
        state().forEach((name, array) ->
                copy.put(name, new Tensor(array.getShape().getShape(), array.toFloatArray())));
        return new Weights(copy);
    }

    /**
     * How far the trained weights lie from another encoder's of this architecture: |w - w'| / |w'| over all of them together. Running statistics are
     * left out: their few large variances would outweigh every weight.
     */
    public double relativeChange(Encoder other) {
        return trainedWeights().relativeChange(other.trainedWeights());
    }

    private Weights trainedWeights() {
        Map<String, Tensor> copy = new LinkedHashMap<>();
        trained.forEach(
                (name, array) -> copy.put(name, new Tensor(array.getShape().getShape(), array.toFloatArray())));
        return new Weights(copy);
    }

    @Override
    public void close() {
        manager.close();
    }
}
