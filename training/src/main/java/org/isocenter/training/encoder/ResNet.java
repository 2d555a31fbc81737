package org.isocenter.training.encoder;

import java.util.List;
import java.util.Map;
import org.isocenter.training.view.Normalisation;

/** Residual networks with torchvision's names (He et al. 2016, <a href="https://arxiv.org/abs/1512.03385">arXiv:1512.03385</a>). */
final class ResNet {
    private static final List<Integer> CHANNELS = List.of(64, 128, 256, 512);

    /** Two basic blocks a stage; width 512. */
    static Architecture resnet18() {
        return basic("resnet18", List.of(2, 2, 2, 2));
    }

    private static Architecture basic(String name, List<Integer> depths) {
        ConvNorms state = new ConvNorms().add(0, "conv1", "bn1", 64, 3, 7);
        int in = 64;
        for (int stage = 0; stage < CHANNELS.size(); stage++) {
            for (int block = 0; block < depths.get(stage); block++) {
                basicBlock(state, stage, block, in, CHANNELS.get(stage));
                in = CHANNELS.get(stage);
            }
        }
        return new Architecture(
                name,
                512,
                List.of(64, 64, 128, 256, 512),
                5,
                Normalisation.IMAGENET,
                state.parameters(),
                "resnet_basic",
                Map.of("depths", depths.toString()));
    }

    private static void basicBlock(ConvNorms state, int stage, int block, int in, int out) {
        String prefix = "layer%d.%d.".formatted(stage + 1, block);
        state.add(stage + 1, prefix + "conv1", prefix + "bn1", out, in, 3);
        state.add(stage + 1, prefix + "conv2", prefix + "bn2", out, out, 3);
        if (in != out) {
            state.add(stage + 1, prefix + "downsample.0", prefix + "downsample.1", out, in, 1);
        }
    }

    private ResNet() {}
}
