package org.isocenter.training.encoder;

import java.util.List;
import java.util.Map;
import org.isocenter.training.view.Normalisation;

/** Residual networks with torchvision's names (He et al. 2016, <a href="https://arxiv.org/abs/1512.03385">arXiv:1512.03385</a>). */
final class ResNet {
    private static final List<Integer> CHANNELS = List.of(64, 128, 256, 512);
    private static final int EXPANSION = 4;

    /** Two basic blocks a stage; width 512. */
    static Architecture resnet18() {
        return basic("resnet18", List.of(2, 2, 2, 2));
    }

    /** Three, four, six and three basic blocks; width 512. */
    static Architecture resnet34() {
        return basic("resnet34", List.of(3, 4, 6, 3));
    }

    /** Three, four, six and three bottlenecks, which stride in their 3 x 3 convolution; width 2048. */
    static Architecture resnet50() {
        return bottleneck("resnet50", List.of(3, 4, 6, 3));
    }

    private static Architecture basic(String name, List<Integer> depths) {
        ConvNorms state = stem();
        int in = 64;
        for (int stage = 0; stage < CHANNELS.size(); stage++) {
            int out = CHANNELS.get(stage);
            for (int block = 0; block < depths.get(stage); block++) {
                String prefix = prefix(stage, block);
                state.add(stage + 1, prefix + "conv1", prefix + "bn1", out, in, 3);
                state.add(stage + 1, prefix + "conv2", prefix + "bn2", out, out, 3);
                shortcut(state, stage, prefix, in, out);
                in = out;
            }
        }
        return architecture(name, depths, 2, List.of(64, 64, 128, 256, 512), state);
    }

    private static Architecture bottleneck(String name, List<Integer> depths) {
        ConvNorms state = stem();
        int in = 64;
        for (int stage = 0; stage < CHANNELS.size(); stage++) {
            int narrow = CHANNELS.get(stage);
            int out = narrow * EXPANSION;
            for (int block = 0; block < depths.get(stage); block++) {
                String prefix = prefix(stage, block);
                state.add(stage + 1, prefix + "conv1", prefix + "bn1", narrow, in, 1);
                state.add(stage + 1, prefix + "conv2", prefix + "bn2", narrow, narrow, 3);
                state.add(stage + 1, prefix + "conv3", prefix + "bn3", out, narrow, 1);
                shortcut(state, stage, prefix, in, out);
                in = out;
            }
        }
        return architecture(name, depths, 3, List.of(64, 256, 512, 1024, 2048), state);
    }

    private static ConvNorms stem() {
        return new ConvNorms().add(0, "conv1", "bn1", 64, 3, 7);
    }

    private static String prefix(int stage, int block) {
        return "layer%d.%d.".formatted(stage + 1, block);
    }

    /** Where a block changes the number of channels, what passes it by is projected. */
    private static void shortcut(ConvNorms state, int stage, String prefix, int in, int out) {
        if (in != out) {
            state.add(stage + 1, prefix + "downsample.0", prefix + "downsample.1", out, in, 1);
        }
    }

    private static Architecture architecture(
            String name, List<Integer> depths, int units, List<Integer> channels, ConvNorms state) {
        int stages = CHANNELS.size() + 1;
        return new Architecture(
                name,
                channels.get(channels.size() - 1),
                Architecture.FeatureMap.halving(2, channels),
                stages,
                stages,
                Normalisation.IMAGENET,
                state.parameters(),
                "resnet",
                Map.of("depths", depths.toString(), "units", Integer.toString(units)));
    }

    private ResNet() {}
}
