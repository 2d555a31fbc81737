package org.isocenter.training.encoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.List;
import org.isocenter.training.kernel.Kernel;
import org.isocenter.training.kernel.Parts;

/**
 * The tokens of a vision transformer, for methods that look at patches: all of them, those of kept patches alone, or all with some hidden.
 *
 * <ul>
 *   <li>input: (N, 3 or 1, H, W), float32, as for {@link Encoder}
 *   <li>patches: L = ⌈H/P⌉·⌈W/P⌉, counted row by row from the top left, P the side of a patch
 *   <li>tokens: (N, 1 + L, D), float32, after the last normalisation; the class token is first and equals {@link Encoder#represent}
 * </ul>
 *
 * <p>Results belong to the manager of the images, gradients reach the encoder's parameters; the encoder is ended by whoever made it.
 */
public final class TokenEncoder {
    private static final double ALL = 0;
    private static final double KEPT = 1;
    private static final double MASKED = 2;

    private final Encoder encoder;
    private final Kernel kernel;
    private final int patch;

    private TokenEncoder(Encoder encoder, Kernel kernel, int patch) {
        this.encoder = encoder;
        this.kernel = kernel;
        this.patch = patch;
    }

    /** The tokens of an encoder; {@link IllegalArgumentException} where it is not a vision transformer. */
    public static TokenEncoder of(Encoder encoder) {
        Architecture architecture = encoder.architecture();
        if (!isTransformer(architecture)) {
            throw new IllegalArgumentException(
                    "%s has no tokens; take a vision transformer".formatted(architecture.name()));
        }
        Kernel kernel = Kernel.of("vit_tokens", architecture.constants(), encoder.device());
        return new TokenEncoder(encoder, kernel, patch(architecture));
    }

    /** Side in pixels of a patch of a vision transformer. */
    public static int patch(Architecture transformer) {
        return Integer.parseInt(transformer.constants().get(VisionTransformer.PATCH));
    }

    /** Whether encoders of an architecture have tokens. */
    public static boolean isTransformer(Architecture architecture) {
        return architecture.constants().containsKey(VisionTransformer.PATCH);
    }

    public Encoder encoder() {
        return encoder;
    }

    /** Side P of a patch in pixels. */
    public int patch() {
        return patch;
    }

    /** Number L of patches of images with these sides in pixels. */
    public int patches(int rows, int columns) {
        return ((rows + patch - 1) / patch) * ((columns + patch - 1) / patch);
    }

    /** All tokens: (N, 1 + L, D). */
    public NDArray all(NDArray images) {
        return Parts.compute(
                encoder.part(), List.of(images), (rows, again) -> run(rows.get(0), ALL, rows.get(0), rows.get(0)));
    }

    /**
     * The tokens of images of which only some patches are seen, as a masked autoencoder does: positions are added first, then the others are taken away.
     *
     * @param kept (N, K), int64, the indexes of the seen patches, 0 to L - 1, in any order
     * @return (N, 1 + K, D), the class token, then the kept patches in the order of their indexes given
     */
    public NDArray kept(NDArray images, NDArray kept) {
        requireShape("kept", kept, images.getShape().get(0), kept.getShape().getLastDimension());
        return Parts.compute(
                encoder.part(),
                List.of(images, kept.toType(DataType.INT64, false)),
                (rows, again) -> run(rows.get(0), KEPT, rows.get(1), rows.get(0)));
    }

    /**
     * The tokens of images of which some patches are hidden: a mask token stands for them before positions are added, as in iBOT.
     *
     * @param masked (N, L), not 0 where a patch is hidden
     * @param maskToken D values in any shape; gradients reach it
     * @return (N, 1 + L, D)
     */
    public NDArray masked(NDArray images, NDArray masked, NDArray maskToken) {
        int height = (int) images.getShape().get(2);
        int width = (int) images.getShape().get(3);
        requireShape("masked", masked, images.getShape().get(0), patches(height, width));
        return Parts.compute(
                encoder.part(),
                List.of(images, masked),
                (rows, again) -> run(rows.get(0), MASKED, rows.get(1), maskToken));
    }

    /**
     * How much the class token reads of each patch through all blocks: attention rollout, the product over blocks of the heads' mean attention, half of it
     * each token's own (Abnar and Zuidema 2020, <a href="https://arxiv.org/abs/2005.00928">arXiv:2005.00928</a>).
     *
     * @return (N, ⌈H/P⌉, ⌈W/P⌉), float32, not negative, of sum below 1: the rest is the class token's own; call it with gradients off
     */
    public NDArray rollout(NDArray images) {
        return Kernel.of("vit_rollout", encoder.architecture().constants(), encoder.device())
                .run(encoder.arguments(images))
                .singletonOrThrow();
    }

    private static void requireShape(String name, NDArray array, long rows, long columns) {
        if (array.getShape().dimension() != 2
                || array.getShape().get(0) != rows
                || array.getShape().get(1) != columns) {
            throw new IllegalArgumentException(
                    "expected %s of shape (%d, %d), came %s".formatted(name, rows, columns, array.getShape()));
        }
    }

    /** What a mode has no use for may be any array. */
    private NDArray run(NDArray images, double mode, NDArray choice, NDArray token) {
        return kernel.run(encoder.arguments(images).and(mode).and(choice).and(token))
                .singletonOrThrow();
    }
}
