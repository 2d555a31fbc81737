package org.isocenter.training.curation;

import org.isocenter.platform.imaging.Frame;
import org.isocenter.platform.imaging.Pixels;
import org.isocenter.training.data.FrameSource;

/**
 * The same frames with left and right exchanged, to find mirrored copies.
 *
 * @param frames as they are
 */
record MirroredFrames(FrameSource frames) implements FrameSource {
    @Override
    public int size() {
        return frames.size();
    }

    @Override
    public String id(int place) {
        return frames.id(place);
    }

    @Override
    public Frame frame(int place) {
        Frame frame = frames.frame(place);
        return new Frame(
                frame.rows(),
                frame.columns(),
                mirrored(frame),
                frame.unit(),
                frame.slope(),
                frame.intercept(),
                frame.spacing(),
                frame.window(),
                frame.modality(),
                frame.laterality());
    }

    private static Pixels mirrored(Frame frame) {
        int samples = frame.samples();
        if (frame.pixels() instanceof Pixels.Rgb8 colour) {
            byte[] values = new byte[colour.length()];
            for (int i = 0; i < values.length; i++) {
                values[i] = colour.values()[source(i, samples, frame.columns())];
            }
            return new Pixels.Rgb8(values);
        }
        if (frame.pixels() instanceof Pixels.Grey16 grey) {
            short[] values = new short[grey.length()];
            for (int i = 0; i < values.length; i++) {
                values[i] = grey.values()[source(i, samples, frame.columns())];
            }
            return new Pixels.Grey16(values);
        }
        float[] values = new float[frame.pixels().length()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) frame.pixels().at(source(i, samples, frame.columns()));
        }
        return new Pixels.Grey32(values);
    }

    private static int source(int place, int samples, int columns) {
        int pixel = place / samples;
        int row = pixel / columns;
        int column = columns - 1 - pixel % columns;
        return (row * columns + column) * samples + place % samples;
    }
}
