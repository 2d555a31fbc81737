package org.isocenter.training.encoder;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.isocenter.training.view.Normalisation;

/**
 * Vision transformers with timm's names (Dosovitskiy et al. 2021, <a href="https://arxiv.org/abs/2010.11929">arXiv:2010.11929</a>): patches, a class
 * token, blocks that normalise first, and a last normalisation (eps 1e-6, GELU by the error function).
 *
 * <ul>
 *   <li>representation: the class token after the last normalisation
 *   <li>maps: the patch tokens after each quarter of the blocks, all at the stride of a patch, not normalised
 * </ul>
 *
 * <p>Images of any size are taken: below and to the right they are filled up with zeros to whole patches, and the positions of the trained grid are
 * brought to the image's by bicubic interpolation with antialiasing, as timm does. {@link TokenEncoder} gives the tokens themselves. Images are
 * normalised as for DeiT, DINO and MAE, whose weights these names are known for; Google's own (timm's {@code augreg}) expect -1..1.
 */
public final class VisionTransformer {
    private static final int MAPS = 4;
    private static final int EXPANSION = 4;
    static final String PATCH = "patch";

    static Architecture tiny() {
        return of("vit_tiny_patch16_224", new Size(192, 12, 3, 16, 224));
    }

    static Architecture small() {
        return of("vit_small_patch16_224", new Size(384, 12, 6, 16, 224));
    }

    static Architecture base() {
        return of("vit_base_patch16_224", new Size(768, 12, 12, 16, 224));
    }

    /**
     * How large a transformer is.
     *
     * @param width length D of a token
     * @param depth number of blocks
     * @param heads of attention; they divide the width
     * @param patch side P of a patch in pixels, a power of two
     * @param imageSize side in pixels of the square images whose patches have positions of their own; whole patches
     */
    public record Size(int width, int depth, int heads, int patch, int imageSize) {
        public Size {
            if (width % heads != 0 || imageSize % patch != 0 || Integer.bitCount(patch) != 1) {
                throw new IllegalArgumentException(
                        "heads must divide the width, patches the image, and a patch must be a power of two");
            }
        }
    }

    /**
     * A transformer of any size. Its stages are the embedding, each block, and the last normalisation.
     *
     * @param name what it is called; those of {@link Architecture#names} have timm's
     */
    public static Architecture of(String name, Size size) {
        int width = size.width();
        long patches = (long) (size.imageSize() / size.patch()) * (size.imageSize() / size.patch());
        LayerNorms state = new LayerNorms()
                .add(0, "cls_token", Parameter.Role.TOKEN, 1, 1, width)
                .add(0, "pos_embed", Parameter.Role.POSITIONS, 1, 1 + patches, width)
                .projection(0, "patch_embed.proj", width, 3, size.patch(), size.patch());
        for (int block = 0; block < size.depth(); block++) {
            block(state, block, width);
        }
        state.norm(size.depth() + 1, "norm", width);
        return new Architecture(
                name,
                width,
                Collections.nCopies(MAPS, new Architecture.FeatureMap(width, size.patch())),
                size.depth() + 2,
                size.depth() + 1,
                Normalisation.IMAGENET,
                state.parameters(),
                "vit",
                Map.of(
                        "depth",
                        Integer.toString(size.depth()),
                        "heads",
                        Integer.toString(size.heads()),
                        "taken",
                        quarters(size.depth()).toString(),
                        PATCH,
                        Integer.toString(size.patch())));
    }

    private static void block(LayerNorms state, int block, int width) {
        String prefix = "blocks.%d.".formatted(block);
        state.norm(block + 1, prefix + "norm1", width)
                .projection(block + 1, prefix + "attn.qkv", 3L * width, width)
                .projection(block + 1, prefix + "attn.proj", width, width)
                .norm(block + 1, prefix + "norm2", width)
                .projection(block + 1, prefix + "mlp.fc1", (long) EXPANSION * width, width)
                .projection(block + 1, prefix + "mlp.fc2", width, (long) EXPANSION * width);
    }

    /** After how many blocks a map is taken: 3, 6, 9 and 12 of twelve. */
    private static List<Integer> quarters(int depth) {
        return IntStream.rangeClosed(1, MAPS)
                .map(quarter -> (quarter * depth + MAPS - 1) / MAPS)
                .boxed()
                .toList();
    }

    private VisionTransformer() {}
}
