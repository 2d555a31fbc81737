package org.isocenter.training.encoder;

import java.util.List;
import java.util.Map;
import org.isocenter.training.view.Normalisation;

/**
 * EfficientNet-Lite with timm's {@code tf_} names: TensorFlow's padding, batch-norm eps 1e-3, ReLU6, no squeeze-and-excitation (Tan and Le 2019,
 * <a href="https://arxiv.org/abs/1905.11946">arXiv:1905.11946</a>). timm's plain {@code efficientnet_lite0} has the same shapes but other padding and eps.
 */
final class EfficientNetLite {
    /** One row of blocks: how many, kernel side, stride of the first, expansion, channels out. */
    private record Row(int blocks, int kernel, int stride, int expansion, int channels) {}

    private static final int STEM = 32;
    private static final int WIDTH = 1280;
    private static final List<Row> LITE0 = List.of(
            new Row(1, 3, 1, 1, 16),
            new Row(2, 3, 2, 6, 24),
            new Row(2, 5, 2, 6, 40),
            new Row(3, 3, 2, 6, 80),
            new Row(3, 5, 1, 6, 112),
            new Row(4, 5, 2, 6, 192),
            new Row(1, 3, 1, 6, 320));

    /** Seven rows of blocks; width 1280. */
    static Architecture lite0() {
        ConvNorms state = new ConvNorms().add(0, "conv_stem", "bn1", STEM, 3, 3);
        int in = STEM;
        for (int row = 0; row < LITE0.size(); row++) {
            for (int block = 0; block < LITE0.get(row).blocks(); block++) {
                block(state, row, block, in);
                in = LITE0.get(row).channels();
            }
        }
        state.add(LITE0.size() + 1, "conv_head", "bn2", WIDTH, in, 1);
        return new Architecture(
                "tf_efficientnet_lite0",
                WIDTH,
                Architecture.FeatureMap.halving(2, List.of(16, 24, 40, 112, 320)),
                LITE0.size() + 2,
                LITE0.size() + 1,
                Normalisation.HALF,
                state.parameters(),
                "efficientnet_lite",
                Map.of(
                        "blocks", LITE0.stream().map(Row::blocks).toList().toString(),
                        "strides", LITE0.stream().map(Row::stride).toList().toString()));
    }

    private static void block(ConvNorms state, int row, int block, int in) {
        String prefix = "blocks.%d.%d.".formatted(row, block);
        Row r = LITE0.get(row);
        int wide = in * r.expansion();
        if (r.expansion() == 1) {
            state.add(row + 1, prefix + "conv_dw", prefix + "bn1", in, 1, r.kernel());
            state.add(row + 1, prefix + "conv_pw", prefix + "bn2", r.channels(), in, 1);
        } else {
            state.add(row + 1, prefix + "conv_pw", prefix + "bn1", wide, in, 1);
            state.add(row + 1, prefix + "conv_dw", prefix + "bn2", wide, 1, r.kernel());
            state.add(row + 1, prefix + "conv_pwl", prefix + "bn3", r.channels(), wide, 1);
        }
    }

    private EfficientNetLite() {}
}
