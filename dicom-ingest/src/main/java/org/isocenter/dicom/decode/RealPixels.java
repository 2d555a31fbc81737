package org.isocenter.dicom.decode;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Octets;
import org.isocenter.dicom.dataset.Tag;

/** Unpacks Float and Double Float Pixel Data, which are always native. */
final class RealPixels {
    private RealPixels() {}

    static boolean isIn(Dataset dataset) {
        return dataset.contains(Tag.FLOAT_PIXEL_DATA) || dataset.contains(Tag.DOUBLE_FLOAT_PIXEL_DATA);
    }

    static Samples unpack(Dataset dataset, PixelLayout layout, int frame) {
        if (dataset.contains(Tag.FLOAT_PIXEL_DATA)) {
            float[] values = new float[layout.values()];
            part(dataset, Tag.FLOAT_PIXEL_DATA, layout, frame, Float.BYTES)
                    .asFloatBuffer()
                    .get(values);
            return new Samples.Singles(values);
        }
        double[] values = new double[layout.values()];
        part(dataset, Tag.DOUBLE_FLOAT_PIXEL_DATA, layout, frame, Double.BYTES)
                .asDoubleBuffer()
                .get(values);
        return new Samples.Doubles(values);
    }

    private static ByteBuffer part(Dataset dataset, int tag, PixelLayout layout, int frame, int width) {
        Octets data = dataset.octets(tag);
        long length = (long) layout.values() * width;
        long start = length * frame;
        if (start + length > data.length()) {
            throw PixelLayout.undecodable("frame %d needs bytes up to %d and there are %d"
                    .formatted(frame + 1, start + length, data.length()));
        }
        return ByteBuffer.wrap(data.part(start, Math.toIntExact(length))).order(ByteOrder.LITTLE_ENDIAN);
    }
}
