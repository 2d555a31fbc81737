package org.isocenter.training.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.isocenter.training.weights.SafetensorsHeader.Entry;
import org.junit.jupiter.api.Test;

class TorchvisionConvNextTest {
    private static final int[] CHANNELS = {96, 192, 384, 768};
    private static final int[] DEPTHS = {3, 3, 9, 3};

    private final Map<String, long[]> shapes = new LinkedHashMap<>();

    @Test
    void every_array_of_torchvisions_file_finds_its_place() {
        pair("features.0.0", 96, 3, 4, 4);
        pair("features.0.1", 96);
        for (int stage = 0; stage < CHANNELS.length; stage++) {
            long width = CHANNELS[stage];
            if (stage > 0) {
                pair("features.%d.0".formatted(2 * stage), CHANNELS[stage - 1]);
                pair("features.%d.1".formatted(2 * stage), width, CHANNELS[stage - 1], 2, 2);
            }
            for (int block = 0; block < DEPTHS[stage]; block++) {
                String prefix = "features.%d.%d.".formatted(2 * stage + 1, block);
                add(prefix + "layer_scale", width, 1, 1);
                pair(prefix + "block.0", width, 1, 7, 7);
                pair(prefix + "block.2", width);
                pair(prefix + "block.3", 4 * width, width);
                pair(prefix + "block.5", width, 4 * width);
            }
        }
        pair("classifier.0", 768);
        pair("classifier.2", 1000, 768);

        Architecture tiny = Architecture.named("convnext_tiny");
        tiny.requireFit(shapes);
        assertThat(shapes).hasSize(tiny.parameters().size() + 2).containsKeys("head.fc.weight", "head.fc.bias");
    }

    @Test
    void timms_own_names_stay() {
        for (Parameter parameter : Architecture.named("convnext_atto").parameters()) {
            Entry entry = new Entry(parameter.name(), "F32", parameter.shape(), 0, 1);
            assertThat(Architecture.named("convnext_atto").renamed(entry).name())
                    .isEqualTo(parameter.name());
        }
    }

    private void pair(String name, long... shape) {
        add(name + ".weight", shape);
        add(name + ".bias", shape[0]);
    }

    private void add(String name, long... shape) {
        Entry renamed = Architecture.named("convnext_tiny").renamed(new Entry(name, "F32", shape, 0, 1));
        shapes.put(renamed.name(), renamed.shape());
    }
}
