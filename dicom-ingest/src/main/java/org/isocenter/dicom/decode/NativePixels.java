package org.isocenter.dicom.decode;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.isocenter.dicom.dataset.Octets;
import org.isocenter.dicom.dataset.WordOctets;

/** Unpacks native pixel data: little-endian words, bits packed from the lowest (PS3.5 8.1). */
public final class NativePixels {
    private NativePixels() {}

    /** Fails where the data is shorter than all the frames that the header announces. */
    static void requireAll(Octets data, PixelLayout layout) {
        long words = layout.isHalved() ? 2L * layout.rows() * layout.columns() : layout.values();
        long bits = words * layout.allocated() * layout.frames();
        if (bits > 8 * data.length()) {
            throw PixelLayout.undecodable("%d frames need %d bytes and there are %d"
                    .formatted(layout.frames(), (bits + 7) / 8, data.length()));
        }
    }

    /** Stored values of a frame, samples interleaved. */
    static int[] unpack(Octets data, PixelLayout layout, int frame) {
        if (layout.allocated() == 1) {
            return bits(data, layout, frame);
        }
        int width = layout.allocated() / 8;
        long perFrame = layout.isHalved() ? 2L * layout.rows() * layout.columns() : layout.values();
        long start = perFrame * width * frame;
        if (start + perFrame * width > data.length()) {
            throw PixelLayout.undecodable("frame %d needs bytes up to %d and there are %d"
                    .formatted(frame + 1, start + perFrame * width, data.length()));
        }
        ByteBuffer in = ByteBuffer.wrap(data.part(start, Math.toIntExact(perFrame * width)))
                .order(ByteOrder.LITTLE_ENDIAN);
        int[] words = words(in, width, (int) perFrame);
        for (int i = 0; i < words.length; i++) {
            words[i] = layout.value(words[i]);
        }
        if (layout.isHalved()) {
            return doubled(words);
        }
        return layout.planar() && layout.samples() == 3 ? interleaved(words) : words;
    }

    /** Words of 1, 2 or 4 bytes, unsigned where they are shorter than 4. */
    private static int[] words(ByteBuffer in, int width, int count) {
        int[] words = new int[count];
        if (width == Short.BYTES) {
            short[] shorts = new short[count];
            in.asShortBuffer().get(shorts);
            for (int i = 0; i < count; i++) {
                words[i] = shorts[i] & 0xffff;
            }
        } else if (width == Integer.BYTES) {
            in.asIntBuffer().get(words);
        } else {
            for (int i = 0; i < count; i++) {
                words[i] = in.get(i) & 0xff;
            }
        }
        return words;
    }

    /** Big-endian data in OW was swapped word by word on reading; a 32-bit sample still has its halves exchanged. */
    public static Octets halvesInOrder(Octets data) {
        return new WordOctets(data, Integer.BYTES, NativePixels::halvesExchanged);
    }

    private static byte[] halvesExchanged(byte[] data) {
        ByteBuffer out = ByteBuffer.wrap(data.clone());
        for (int i = 0; i + Integer.BYTES <= data.length; i += Integer.BYTES) {
            out.putInt(i, Integer.rotateLeft(out.getInt(i), Short.SIZE));
        }
        return out.array();
    }

    /** One bit a pixel, from the lowest; frames follow one another without padding. */
    static int[] bits(Octets data, PixelLayout layout, int frame) {
        long first = (long) layout.values() * frame;
        long end = (first + layout.values() + 7) / 8;
        if (end > data.length()) {
            throw PixelLayout.undecodable("there are fewer bits than pixels");
        }
        byte[] bytes = data.part(first / 8, (int) (end - first / 8));
        int[] values = new int[layout.values()];
        for (int i = 0; i < values.length; i++) {
            int bit = (int) (first % 8) + i;
            values[i] = (bytes[bit / 8] >> (bit % 8)) & 1;
        }
        return values;
    }

    /** From Y Y Cb Cr for two pixels to Y Cb Cr for each. */
    private static int[] doubled(int[] words) {
        int[] values = new int[words.length / 2 * 3];
        int at = 0;
        for (int i = 0; i + 3 < words.length; i += 4) {
            for (int pixel = 0; pixel < 2; pixel++) {
                values[at++] = words[i + pixel];
                values[at++] = words[i + 2];
                values[at++] = words[i + 3];
            }
        }
        return values;
    }

    static int[] interleaved(int[] planes) {
        int pixels = planes.length / 3;
        int[] values = new int[planes.length];
        for (int i = 0; i < pixels; i++) {
            for (int sample = 0; sample < 3; sample++) {
                values[3 * i + sample] = planes[sample * pixels + i];
            }
        }
        return values;
    }
}
