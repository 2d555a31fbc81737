package org.isocenter.training.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.isocenter.training.encoder.Architecture;
import org.isocenter.training.kernel.Kernel;
import org.isocenter.training.weights.Tensor;

/**
 * The small transformer that fills in what a masked autoencoder did not see: tokens to its width, a mask token for every removed patch, positions, a few
 * blocks, a normalisation, and a linear map to the values of a patch. Names are those of the authors' code.
 */
final class MaskedDecoder implements AutoCloseable {
    private static final int EXPANSION = 4;
    private static final double TOKEN_SPREAD = 0.02;

    private final NDManager manager;
    private final Kernel kernel;
    private final NDArray positions;
    private final Map<String, NDArray> trained = new LinkedHashMap<>();

    /**
     * How large a decoder is.
     *
     * @param width of its tokens, a multiple of 4 and of its heads
     * @param depth number of blocks
     * @param heads of attention
     */
    record Size(int width, int depth, int heads) {
        /** 512, 8 and 16 for encoders as wide as the paper's; less for smaller ones. */
        static Size beside(int encoderWidth) {
            if (encoderWidth > 384) {
                return new Size(512, 8, 16);
            }
            return encoderWidth > 192 ? new Size(256, 4, 8) : new Size(192, 4, 6);
        }
    }

    /**
     * A decoder with fresh weights, uniform as Glorot and Bengio have them; the same seed gives the same weights.
     *
     * @param encoder whose tokens come in; it computes in the same precision
     * @param side of the grid of patches
     * @param values P of a patch
     */
    MaskedDecoder(Architecture encoder, Size size, int side, int values, NDManager parent, long seed) {
        manager = parent.newSubManager();
        kernel = Kernel.of(
                "masked_decoder",
                Map.of(
                        "depth",
                        Integer.toString(size.depth()),
                        "heads",
                        Integer.toString(size.heads()),
                        Architecture.COMPUTE,
                        encoder.constants().get(Architecture.COMPUTE)),
                parent.getDevice());
        long width = size.width();
        positions = manager.create(SinCos.grid(side, size.width()), new Shape(1, 1 + (long) side * side, width));
        FreshArrays fresh = new FreshArrays(seed);
        linear(fresh, "decoder_embed", width, encoder.width());
        put("mask_token", fresh.normal(TOKEN_SPREAD, 1, 1, width));
        for (int i = 0; i < size.depth(); i++) {
            String block = "decoder_blocks.%d.".formatted(i);
            norm(block + "norm1", width);
            linear(fresh, block + "attn.qkv", 3 * width, width);
            linear(fresh, block + "attn.proj", width, width);
            norm(block + "norm2", width);
            linear(fresh, block + "fc1", EXPANSION * width, width);
            linear(fresh, block + "fc2", width, EXPANSION * width);
        }
        norm("decoder_norm", width);
        linear(fresh, "decoder_pred", values, width);
    }

    private void linear(FreshArrays fresh, String name, long out, long in) {
        put(name + ".weight", fresh.uniform(Math.sqrt(6.0 / (in + out)), out, in));
        put(name + ".bias", FreshArrays.constant(0, out));
    }

    private void norm(String name, long width) {
        put(name + ".weight", FreshArrays.constant(1, width));
        put(name + ".bias", FreshArrays.constant(0, width));
    }

    private void put(String name, Tensor tensor) {
        NDArray array = manager.create(tensor.values(), new Shape(tensor.shape()));
        array.setRequiresGradient(true);
        trained.put(name, array);
    }

    /**
     * The values of all patches.
     *
     * @param seen the class token and the seen patches, (N, 1 + K, D)
     * @param restore where each patch is among the seen and then the removed ones, (N, L), int64
     * @return (N, L, P); they belong to the manager of the tokens
     */
    NDArray decode(NDArray seen, NDArray restore) {
        return kernel.run(Kernel.Arguments.of(seen).and(restore).and(positions).and("w", trained.values()))
                .singletonOrThrow();
    }

    /** The arrays that an optimizer moves, by name, in order; they are all that changes. */
    Map<String, NDArray> parameters() {
        return Collections.unmodifiableMap(trained);
    }

    @Override
    public void close() {
        manager.close();
    }
}
