package org.isocenter.training.encoder;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.isocenter.training.weights.SafetensorsHeader.Entry;

/** The same network under torchvision's names, brought to timm's; only factors of residual branches also have another shape, (C, 1, 1) for (C). */
final class TorchvisionConvNext {
    private static final Pattern STEM = Pattern.compile("features\\.0\\.([01])\\.(.+)");
    private static final Pattern PART = Pattern.compile("features\\.([1-7])\\.(\\d+)\\.(.+)");
    private static final Pattern LAYER = Pattern.compile("block\\.([0235])\\.(.+)");
    private static final List<String> LAYERS = List.of("conv_dw", "", "norm", "mlp.fc1", "", "mlp.fc2");

    /** The array under timm's name; one of another network stays as it is. */
    static Entry timm(Entry entry) {
        Matcher stem = STEM.matcher(entry.name());
        if (stem.matches()) {
            return renamed(entry, "stem.%s.%s".formatted(stem.group(1), stem.group(2)));
        }
        Matcher part = PART.matcher(entry.name());
        if (part.matches()) {
            return part(entry, Integer.parseInt(part.group(1)), part.group(2), part.group(3));
        }
        return renamed(
                entry,
                entry.name()
                        .replaceFirst("^classifier\\.0\\.", "head.norm.")
                        .replaceFirst("^classifier\\.2\\.", "head.fc."));
    }

    /** Odd parts are stages, even ones what leads to the next. */
    private static Entry part(Entry entry, int part, String place, String rest) {
        String stage = "stages.%d.".formatted(part / 2);
        if (part % 2 == 0) {
            return renamed(entry, stage + "downsample.%s.%s".formatted(place, rest));
        }
        String block = stage + "blocks.%s.".formatted(place);
        if (rest.equals("layer_scale")) {
            return new Entry(block + "gamma", entry.type(), new long[] {entry.shape()[0]}, entry.start(), entry.end());
        }
        Matcher layer = LAYER.matcher(rest);
        return layer.matches()
                ? renamed(entry, block + LAYERS.get(Integer.parseInt(layer.group(1))) + "." + layer.group(2))
                : entry;
    }

    private static Entry renamed(Entry entry, String name) {
        return new Entry(name, entry.type(), entry.shape(), entry.start(), entry.end());
    }

    private TorchvisionConvNext() {}
}
