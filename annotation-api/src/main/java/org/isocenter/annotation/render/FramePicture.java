package org.isocenter.annotation.render;

import java.awt.image.BufferedImage;
import java.util.Optional;
import org.isocenter.platform.imaging.Frame;
import org.isocenter.platform.imaging.Png;
import org.isocenter.platform.imaging.Window;

/** A frame as a browser shows it: grey through a window to 8 bits, colour as it is, a mask in colours over it. */
public final class FramePicture {
    private final BufferedImage image;

    private FramePicture(BufferedImage image) {
        this.image = image;
    }

    /**
     * Draws a frame.
     *
     * @param frame any frame
     * @param window in units of the rescaled value; without one the frame's own, else its full range
     */
    public static FramePicture of(Frame frame, Optional<Window> window) {
        Window chosen = window.or(frame::window).orElseGet(() -> fullRange(frame));
        BufferedImage image = new BufferedImage(frame.columns(), frame.rows(), BufferedImage.TYPE_INT_RGB);
        for (int row = 0; row < frame.rows(); row++) {
            for (int column = 0; column < frame.columns(); column++) {
                image.setRGB(
                        column,
                        row,
                        frame.samples() == 3 ? colour(frame, row, column) : grey(frame, row, column, chosen));
            }
        }
        return new FramePicture(image);
    }

    /**
     * Lays a mask over the picture.
     *
     * @param mask grey, of the frame's size; 0 background, k the k-th class
     * @param opacity 0 to 1
     */
    public FramePicture with(BufferedImage mask, double opacity) {
        if (mask.getWidth() != image.getWidth() || mask.getHeight() != image.getHeight()) {
            throw new IllegalArgumentException("a mask has the size of its frame");
        }
        for (int row = 0; row < image.getHeight(); row++) {
            for (int column = 0; column < image.getWidth(); column++) {
                int value = mask.getRaster().getSample(column, row, 0);
                if (value > 0) {
                    image.setRGB(column, row, ClassColours.blend(image.getRGB(column, row), value, opacity));
                }
            }
        }
        return this;
    }

    /** The picture as a PNG. */
    public byte[] png() {
        return Png.of(image);
    }

    private static int grey(Frame frame, int row, int column, Window window) {
        int level = (int) Math.round(255 * window.apply(frame.value(row, column, 0)));
        return level << 16 | level << 8 | level;
    }

    private static int colour(Frame frame, int row, int column) {
        return (int) frame.value(row, column, 0) << 16
                | (int) frame.value(row, column, 1) << 8
                | (int) frame.value(row, column, 2);
    }

    private static Window fullRange(Frame frame) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < frame.pixels().length(); i++) {
            double value = frame.slope() * frame.pixels().at(i) + frame.intercept();
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        return new Window((low + high) / 2, Math.max(high - low, 1e-6));
    }
}
