package org.isocenter.training.encoder;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.isocenter.training.view.Normalisation;

/**
 * ConvNeXt with timm's names (Liu et al. 2022, <a href="https://arxiv.org/abs/2201.03545">arXiv:2201.03545</a>): 7 x 7 depthwise convolutions, layer
 * normalisation (eps 1e-6) over channels, GELU by the error function, a factor for each residual branch. The representation is the mean over places of
 * the last map, normalised; there is no map at stride 2.
 */
final class ConvNext {
    static final String KERNEL_NAME = "convnext";
    private static final int EXPANSION = 4;
    private static final int KERNEL = 7;

    /** The smallest of timm's, with 1 x 1 convolutions for its projections; width 320. */
    static Architecture atto() {
        return of("convnext_atto", List.of(40, 80, 160, 320), List.of(2, 2, 6, 2), 1, 1);
    }

    /** With matrices for its projections; width 768. */
    static Architecture tiny() {
        return of("convnext_tiny", List.of(96, 192, 384, 768), List.of(3, 3, 9, 3));
    }

    private static Architecture of(String name, List<Integer> channels, List<Integer> depths, long... projectionSides) {
        LayerNorms state = new LayerNorms().projection(0, "stem.0", channels.get(0), 3, 4, 4);
        state.norm(0, "stem.1", channels.get(0));
        for (int stage = 0; stage < channels.size(); stage++) {
            String prefix = "stages.%d.".formatted(stage);
            int width = channels.get(stage);
            if (stage > 0) {
                int in = channels.get(stage - 1);
                state.norm(stage + 1, prefix + "downsample.0", in);
                state.projection(stage + 1, prefix + "downsample.1", width, in, 2, 2);
            }
            for (int block = 0; block < depths.get(stage); block++) {
                block(state, stage + 1, prefix + "blocks.%d.".formatted(block), width, projectionSides);
            }
        }
        int stages = channels.size() + 1;
        int width = channels.get(channels.size() - 1);
        state.norm(stages, "head.norm", width);
        return new Architecture(
                name,
                width,
                Architecture.FeatureMap.halving(4, channels),
                stages + 1,
                stages,
                Normalisation.IMAGENET,
                state.parameters(),
                KERNEL_NAME,
                Map.of("depths", depths.toString()));
    }

    private static void block(LayerNorms state, int stage, String prefix, long width, long... projectionSides) {
        state.add(stage, prefix + "gamma", Parameter.Role.LAYER_SCALE, width)
                .projection(stage, prefix + "conv_dw", width, 1, KERNEL, KERNEL)
                .norm(stage, prefix + "norm", width)
                .projection(stage, prefix + "mlp.fc1", sides(EXPANSION * width, width, projectionSides))
                .projection(stage, prefix + "mlp.fc2", sides(width, EXPANSION * width, projectionSides));
    }

    private static long[] sides(long out, long in, long... further) {
        return LongStream.concat(LongStream.of(out, in), LongStream.of(further)).toArray();
    }

    private ConvNext() {}
}
