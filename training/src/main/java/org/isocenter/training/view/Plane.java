package org.isocenter.training.view;

import java.util.Arrays;
import org.isocenter.platform.imaging.Frame;
import org.isocenter.platform.imaging.Pixels;
import org.isocenter.platform.imaging.Window;

/**
 * An image as floats, channel after channel, usually in 0..1 after a window.
 *
 * @param rows height
 * @param columns width
 * @param channels 1 grey or 3 colour (R, G, B)
 * @param values channels x rows x columns, row-major
 */
@SuppressWarnings("ArrayRecordComponent") // planes are compared by nobody; a copy would double the memory traffic
public record Plane(int rows, int columns, int channels, float[] values) {

    public Plane {
        if (values.length != (long) rows * columns * channels) {
            throw new IllegalArgumentException(
                    "%d x %d x %d values expected, got %d".formatted(channels, rows, columns, values.length));
        }
    }

    /** An all-black plane. */
    public static Plane black(int rows, int columns, int channels) {
        return new Plane(rows, columns, channels, new float[rows * columns * channels]);
    }

    /** The frame in 0..1: colour divided by 255, grey through its own or its modality's window. */
    public static Plane of(Frame frame) {
        return frame.pixels() instanceof Pixels.Rgb8 colour
                ? ofColour(frame, colour.values())
                : of(frame, DisplayWindow.of(frame));
    }

    /** A grey frame in 0..1 through a window in units of the rescaled value; colour ignores the window. */
    public static Plane of(Frame frame, Window window) {
        float scale = (float) (frame.slope() / window.width());
        float shift = (float) ((frame.intercept() - window.center()) / window.width() + 0.5);
        float[] values = new float[frame.rows() * frame.columns()];
        if (frame.pixels() instanceof Pixels.Rgb8 colour) {
            return ofColour(frame, colour.values());
        } else if (frame.pixels() instanceof Pixels.Grey16 grey) {
            short[] stored = grey.values();
            for (int i = 0; i < values.length; i++) {
                values[i] = clip(stored[i] * scale + shift);
            }
        } else if (frame.pixels() instanceof Pixels.Grey32 grey) {
            float[] stored = grey.values();
            for (int i = 0; i < values.length; i++) {
                values[i] = clip(stored[i] * scale + shift);
            }
        }
        return new Plane(frame.rows(), frame.columns(), 1, values);
    }

    private static Plane ofColour(Frame frame, byte[] triples) {
        int size = frame.rows() * frame.columns();
        float[] values = new float[3 * size];
        for (int i = 0; i < size; i++) {
            values[i] = (triples[3 * i] & 0xff) / 255f;
            values[size + i] = (triples[3 * i + 1] & 0xff) / 255f;
            values[2 * size + i] = (triples[3 * i + 2] & 0xff) / 255f;
        }
        return new Plane(frame.rows(), frame.columns(), 3, values);
    }

    /** Luma 0.2989 R + 0.587 G + 0.114 B of a colour plane (ITU-R BT.601); a grey plane is itself. */
    public Plane grey() {
        if (channels == 1) {
            return this;
        }
        int size = rows * columns;
        float[] grey = new float[size];
        for (int i = 0; i < size; i++) {
            grey[i] = 0.2989f * values[i] + 0.587f * values[size + i] + 0.114f * values[2 * size + i];
        }
        return new Plane(rows, columns, 1, grey);
    }

    /** Values counted from the other side, left and right exchanged. */
    public Plane mirrored() {
        float[] mirrored = new float[values.length];
        for (int line = 0; line < channels * rows; line++) {
            for (int x = 0; x < columns; x++) {
                mirrored[line * columns + x] = values[line * columns + columns - 1 - x];
            }
        }
        return new Plane(rows, columns, channels, mirrored);
    }

    /** A part of the plane, which must lie inside. */
    public Plane crop(int top, int left, int height, int width) {
        float[] part = new float[channels * height * width];
        for (int line = 0; line < channels * height; line++) {
            int source = ((line / height) * rows + top + line % height) * columns + left;
            System.arraycopy(values, source, part, line * width, width);
        }
        return new Plane(height, width, channels, part);
    }

    /** The values of one channel, copied. */
    public float[] channel(int channel) {
        return Arrays.copyOfRange(values, channel * rows * columns, (channel + 1) * rows * columns);
    }

    static float clip(float value) {
        return Math.min(1f, Math.max(0f, value));
    }
}
