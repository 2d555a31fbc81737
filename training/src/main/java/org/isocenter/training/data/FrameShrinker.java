package org.isocenter.training.data;

import org.isocenter.platform.imaging.Frame;
import org.isocenter.platform.imaging.PixelSpacing;
import org.isocenter.platform.imaging.Pixels;
import org.isocenter.training.view.Plane;
import org.isocenter.training.view.Resize;

/** Shrinks a frame whose short side is longer than a cap, on stored values, so that no window is applied and none is lost. */
final class FrameShrinker {

    static Frame shrink(Frame frame, int cap) {
        int shortSide = Math.min(frame.rows(), frame.columns());
        if (shortSide <= cap) {
            return frame;
        }
        int rows = (int) Math.round((double) frame.rows() * cap / shortSide);
        int columns = (int) Math.round((double) frame.columns() * cap / shortSide);
        return new Frame(
                rows,
                columns,
                pixels(frame, rows, columns),
                frame.unit(),
                frame.slope(),
                frame.intercept(),
                frame.spacing()
                        .map(s -> new PixelSpacing(
                                s.rowMm() * frame.rows() / rows, s.columnMm() * frame.columns() / columns)),
                frame.window(),
                frame.modality(),
                frame.laterality());
    }

    private static Pixels pixels(Frame frame, int rows, int columns) {
        float[] small = Resize.to(stored(frame), rows, columns).values();
        if (frame.pixels() instanceof Pixels.Rgb8) {
            return new Pixels.Rgb8(interleaved(small, rows * columns));
        }
        return frame.pixels() instanceof Pixels.Grey16 ? new Pixels.Grey16(rounded(small)) : new Pixels.Grey32(small);
    }

    private static Plane stored(Frame frame) {
        int size = frame.rows() * frame.columns();
        int samples = frame.samples();
        float[] values = new float[size * samples];
        for (int i = 0; i < values.length; i++) {
            values[(i % samples) * size + i / samples] = (float) frame.pixels().at(i);
        }
        return new Plane(frame.rows(), frame.columns(), samples, values);
    }

    private static byte[] interleaved(float[] planes, int size) {
        byte[] triples = new byte[planes.length];
        for (int i = 0; i < planes.length; i++) {
            triples[(i % size) * 3 + i / size] = (byte) Math.round(planes[i]);
        }
        return triples;
    }

    private static short[] rounded(float[] values) {
        short[] rounded = new short[values.length];
        for (int i = 0; i < values.length; i++) {
            rounded[i] = (short) Math.round(values[i]);
        }
        return rounded;
    }

    private FrameShrinker() {}
}
