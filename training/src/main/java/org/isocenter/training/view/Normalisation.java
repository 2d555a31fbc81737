package org.isocenter.training.view;

import java.util.List;

/**
 * The last step before an encoder: (x - mean) / std per channel, x in 0..1.
 *
 * @param mean one value per channel of the encoder's input, 1 or 3
 * @param std likewise
 */
public record Normalisation(List<Float> mean, List<Float> std) {
    /** What ImageNet-trained encoders expect: three channels; grey is copied to all of them. */
    public static final Normalisation IMAGENET =
            new Normalisation(List.of(0.485f, 0.456f, 0.406f), List.of(0.229f, 0.224f, 0.225f));
    /** What TensorFlow's EfficientNet weights expect: three channels, -1..1. */
    public static final Normalisation HALF = new Normalisation(List.of(0.5f, 0.5f, 0.5f), List.of(0.5f, 0.5f, 0.5f));
    /** One grey channel, with the mean of ImageNet's three. */
    public static final Normalisation GREY = new Normalisation(List.of(0.449f), List.of(0.226f));

    public Normalisation {
        mean = List.copyOf(mean);
        std = List.copyOf(std);
        if (mean.size() != std.size() || (mean.size() != 1 && mean.size() != 3)) {
            throw new IllegalArgumentException("one mean and one std per channel, 1 or 3 channels");
        }
    }

    /** Channels of the encoder's input. */
    public int channels() {
        return mean.size();
    }

    /** The plane that was written at an offset of a batch; what was left out of 0..1 stays out. */
    public Plane read(float[] from, int offset, int rows, int columns) {
        float[] values = new float[channels() * rows * columns];
        for (int i = 0; i < values.length; i++) {
            int c = i / (rows * columns);
            values[i] = from[offset + i] * std.get(c) + mean.get(c);
        }
        return new Plane(rows, columns, channels(), values);
    }

    /** Writes a plane, grey copied to every channel or colour made grey as needed, at an offset of a batch. */
    public void write(Plane plane, float[] out, int offset) {
        Plane source = plane.channels() > channels() ? plane.grey() : plane;
        int size = plane.rows() * plane.columns();
        for (int c = 0; c < channels(); c++) {
            float factor = 1 / std.get(c);
            float shift = -mean.get(c) * factor;
            int from = source.channels() == 1 ? 0 : c * size;
            for (int i = 0; i < size; i++) {
                out[offset + c * size + i] = source.values()[from + i] * factor + shift;
            }
        }
    }
}
