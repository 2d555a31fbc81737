package org.isocenter.training.view;

import org.isocenter.platform.imaging.Frame;
import org.isocenter.platform.imaging.Modality;
import org.isocenter.platform.imaging.Pixels;
import org.isocenter.platform.imaging.ValueUnit;
import org.isocenter.platform.imaging.Window;

/**
 * Chooses the window through which a grey frame is seen when nobody says otherwise: the object's own; 8-bit display values as they are; soft tissue
 * (40/400) for Hounsfield units; else percentiles 0.5 to 99.5, since the values of MR, ultrasound and raw X-ray have no fixed meaning.
 */
public final class DisplayWindow {
    /** Mediastinum and soft tissue, Hounsfield units. */
    public static final Window SOFT_TISSUE = new Window(40, 400);
    /** Lung, Hounsfield units. */
    public static final Window LUNG = new Window(-600, 1500);
    /** Bone, Hounsfield units. */
    public static final Window BONE = new Window(400, 1800);

    static final Window EIGHT_BIT = new Window(127.5, 255);
    private static final double LOW_QUANTILE = 0.005;
    private static final double HIGH_QUANTILE = 0.995;

    /** The window for a grey frame, in units of the rescaled value. */
    public static Window of(Frame frame) {
        if (frame.window().isPresent() && !frame.modality().equals(Modality.MR)) {
            return frame.window().get();
        }
        if (frame.unit() == ValueUnit.HOUNSFIELD) {
            return SOFT_TISSUE;
        }
        double[] ends = Quantiles.of(frame, 0, 1);
        if (frame.unit() == ValueUnit.DISPLAY && ends[0] >= 0 && ends[1] <= 255) {
            return EIGHT_BIT;
        }
        return between(Quantiles.of(frame, LOW_QUANTILE, HIGH_QUANTILE));
    }

    private static Window between(double[] range) {
        return new Window((range[0] + range[1]) / 2, Math.max(range[1] - range[0], 1e-6));
    }

    /** Whether this frame's window may be moved without leaving the meaning of its values: grey, not an 8-bit picture. */
    static boolean isFree(Frame frame) {
        return !(frame.pixels() instanceof Pixels.Rgb8) && frame.unit() != ValueUnit.DISPLAY;
    }

    private DisplayWindow() {}
}
