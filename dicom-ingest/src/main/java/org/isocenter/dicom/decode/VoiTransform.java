package org.isocenter.dicom.decode;

import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.platform.imaging.Window;

/**
 * Measured values to brightness from 0 to 1, by a header's first window and its function, else by its first VOI table
 * (PS3.3 C.11.2). MONOCHROME1 comes out inverted: 1 is bright.
 */
public final class VoiTransform implements DoubleUnaryOperator {
    private final DoubleUnaryOperator brightness;
    private final boolean inverted;

    private VoiTransform(DoubleUnaryOperator brightness, boolean inverted) {
        this.brightness = brightness;
        this.inverted = inverted;
    }

    /** The transform of a frame, counted from 0; none where the header states no usable window and no table. */
    public static Optional<VoiTransform> of(Dataset dataset, int frame) {
        FrameHeader header = new FrameHeader(dataset, frame);
        Optional<DoubleUnaryOperator> brightness = header.hasWindow()
                ? header.window().flatMap(window -> windowed(window, header.windowFunction()))
                : table(dataset);
        return brightness.map(found -> new VoiTransform(found, isInverted(dataset)));
    }

    /**
     * The transform of a window that somebody chose.
     *
     * @param function LINEAR, which takes a width of at least 1, LINEAR_EXACT or SIGMOID
     */
    public static VoiTransform of(Dataset dataset, Window window, String function) {
        return windowed(window, function)
                .map(brightness -> new VoiTransform(brightness, isInverted(dataset)))
                .orElseThrow(() -> new IllegalArgumentException("a linear window has a width of at least 1"));
    }

    private static boolean isInverted(Dataset dataset) {
        return dataset.string(Tag.PHOTOMETRIC_INTERPRETATION)
                .filter("MONOCHROME1"::equals)
                .isPresent();
    }

    private static Optional<DoubleUnaryOperator> windowed(Window window, String function) {
        double center = window.center();
        double width = window.width();
        return switch (function) {
            case "SIGMOID" -> Optional.of(x -> 1 / (1 + Math.exp(-4 * (x - center) / width)));
            case "LINEAR_EXACT" -> Optional.of(x -> clipped((x - center) / width + 0.5));
            default -> width < 1 ? Optional.empty() : Optional.of(x -> linear(x, center, width));
        };
    }

    private static double linear(double x, double center, double width) {
        double half = (width - 1) / 2;
        double from = center - 0.5;
        if (x <= from - half) {
            return 0;
        }
        return x > from + half ? 1 : clipped((x - from) / (width - 1) + 0.5);
    }

    private static Optional<DoubleUnaryOperator> table(Dataset dataset) {
        boolean signed = dataset.integer(Tag.PIXEL_REPRESENTATION).orElse(0) == 1;
        return LookupTable.of(dataset, Tag.VOI_LUT_SEQUENCE, signed).map(table -> {
            double most = (1L << table.bits()) - 1;
            return x -> clipped(table.at(x) / most);
        });
    }

    private static double clipped(double value) {
        return Math.max(0, Math.min(1, value));
    }

    @Override
    public double applyAsDouble(double measured) {
        double value = brightness.applyAsDouble(measured);
        return inverted ? 1 - value : value;
    }
}
