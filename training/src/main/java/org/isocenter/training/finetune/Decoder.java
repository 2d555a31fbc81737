package org.isocenter.training.finetune;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.isocenter.training.encoder.BatchStatistics;
import org.isocenter.training.encoder.Parameter;
import org.isocenter.training.kernel.Kernel;
import org.isocenter.training.weights.Tensor;
import org.isocenter.training.weights.Weights;

/**
 * Turns an encoder's maps into scores of classes for every pixel (a U-Net, Ronneberger et al. 2015,
 * <a href="https://arxiv.org/abs/1505.04597">arXiv:1505.04597</a>): from the coarsest map on, enlarge bilinearly to half the stride, append the next
 * finer map, convolve twice; where no map is left, enlarge and convolve once, until the image's own size; then weigh the channels. Every convolution is
 * 3 x 3 and followed by batch normalisation and ReLU. A map that is coarser than its place, as all but a transformer's last are, is enlarged too (Hatamizadeh
 * et al. 2022, <a href="https://arxiv.org/abs/2103.10504">arXiv:2103.10504</a>).
 *
 * <ul>
 *   <li>input: (N, C, H/s, W/s), float32, channels C and strides s as the shape says
 *   <li>output: (N, classes + 1, H, W), float32, not normalised; channel 0 is the background
 * </ul>
 */
final class Decoder implements AutoCloseable {
    private final DecoderShape shape;
    private final NDManager manager;
    private final Kernel kernel;
    private final Map<String, NDArray> trained = new LinkedHashMap<>();
    private final Map<String, NDArray> running = new LinkedHashMap<>();

    /** A decoder with given weights, which must fit the shape. */
    Decoder(DecoderShape shape, Weights weights, NDManager parent) {
        shape.requireFit(weights);
        this.shape = shape;
        manager = parent.newSubManager();
        kernel = Kernel.of("unet_decoder", parent.getDevice());
        for (Parameter parameter : shape.parameters()) {
            Tensor tensor = weights.get(parameter.name());
            NDArray array = manager.create(tensor.values(), new Shape(tensor.shape()));
            array.setRequiresGradient(parameter.isTrained());
            (parameter.isTrained() ? trained : running).put(parameter.name(), array);
        }
    }

    /** The scores of every pixel of images whose maps these are; they belong to the manager of the maps. */
    NDArray scores(List<NDArray> maps, Shape images, BatchStatistics statistics) {
        double live = statistics == BatchStatistics.LIVE ? 1 : 0;
        double[] numbers = {images.get(2), images.get(3), live, shape.levels()};
        NDArray settings = maps.get(0).getManager().create(numbers);
        return kernel.run(Kernel.Arguments.of(settings)
                        .and("maps", maps)
                        .and("w", trained.values())
                        .and("r", running.values()))
                .singletonOrThrow();
    }

    /** The arrays that an optimiser moves. */
    Map<String, NDArray> parameters() {
        return trained;
    }

    /** A copy of the whole state, running statistics included. */
    Weights weights() {
        Map<String, Tensor> copy = new LinkedHashMap<>();
        for (Parameter parameter : shape.parameters()) {
            NDArray array = parameter.isTrained() ? trained.get(parameter.name()) : running.get(parameter.name());
            if (array != null) {
                copy.put(parameter.name(), new Tensor(parameter.shape(), array.toFloatArray()));
            }
        }
        return new Weights(copy);
    }

    @Override
    public void close() {
        manager.close();
    }
}
