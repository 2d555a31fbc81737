package org.isocenter.dicom.transcode;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import org.isocenter.dicom.codec.CodeStream;
import org.isocenter.dicom.codec.Picture;
import org.isocenter.dicom.decode.Samples;
import org.isocenter.dicom.decode.StoredFrame;
import org.isocenter.dicom.rle.RleFrame;

/** Stored values of a frame to the bytes of each form; samples lie pixel by pixel. */
final class FramePacking {
    private FramePacking() {}

    /** Native form (PS3.5 8.1): little-endian words, or single bits from the lowest. */
    static byte[] words(StoredFrame frame, int allocated) {
        int[] values = values(frame);
        if (allocated == 1) {
            byte[] bits = new byte[(values.length + 7) / 8];
            bits(values, bits, 0);
            return bits;
        }
        ByteBuffer out =
                ByteBuffer.allocate(values.length * allocated / Byte.SIZE).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : values) {
            switch (allocated) {
                case Byte.SIZE -> out.put((byte) value);
                case Short.SIZE -> out.putShort((short) value);
                default -> out.putInt(value);
            }
        }
        return out.array();
    }

    /** Sets the bits of a frame from a place on; frames of single bits follow one another without padding. */
    static void bits(int[] values, byte[] out, long firstBit) {
        for (int i = 0; i < values.length; i++) {
            long bit = firstBit + i;
            out[(int) (bit / 8)] |= (byte) ((values[i] & 1) << (bit % 8));
        }
    }

    static byte[] deflated(StoredFrame frame, int allocated) {
        byte[] plain = words(frame, allocated);
        Deflater raw = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try {
            raw.setInput(plain);
            raw.finish();
            byte[] out = new byte[plain.length / 2 + 64];
            int size = 0;
            while (!raw.finished()) {
                if (size == out.length) {
                    out = Arrays.copyOf(out, 2 * size);
                }
                size += raw.deflate(out, size, out.length - size);
            }
            return Arrays.copyOf(out, size);
        } finally {
            raw.end();
        }
    }

    /** One segment for each byte of a pixel, sample by sample, the most significant first (PS3.5 G.2). */
    static byte[] rle(StoredFrame frame, int allocated) {
        byte[] words = words(frame, allocated);
        if (allocated == 1) {
            return RleFrame.encode(List.of(words), words.length);
        }
        int width = allocated / Byte.SIZE;
        int pixel = width * frame.samplesPerPixel();
        List<byte[]> planes = new ArrayList<>();
        for (int sample = 0; sample < frame.samplesPerPixel(); sample++) {
            for (int b = width - 1; b >= 0; b--) {
                byte[] plane = new byte[words.length / pixel];
                for (int i = 0; i < plane.length; i++) {
                    plane[i] = words[i * pixel + sample * width + b];
                }
                planes.add(plane);
            }
        }
        return RleFrame.encode(planes, frame.columns());
    }

    static byte[] coded(CodeStream kind, StoredFrame frame, int near) {
        if (frame.bitsStored() < 2 || frame.bitsStored() > Short.SIZE) {
            throw Transcoder.unsupported(
                    "samples of %d bits have no %s code stream".formatted(frame.bitsStored(), kind));
        }
        Picture picture = new Picture(frame.rows(), frame.columns(), frame.samplesPerPixel(), values(frame));
        return kind.encode(picture, frame.bitsStored(), frame.signed(), near);
    }

    static int[] values(StoredFrame frame) {
        if (frame.samples() instanceof Samples.Whole whole) {
            return whole.values();
        }
        throw Transcoder.unsupported("pixels of floating point are native and stay so");
    }
}
