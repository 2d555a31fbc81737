package org.isocenter.dicom.decode;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Tag;

/** Colour of every photometric interpretation to interleaved 8-bit RGB. */
final class Colour {
    private Colour() {}

    /** Colours at full depth: the stored RGB itself, or 8-bit ones where they had to be worked out; none for grey. */
    static Optional<byte[]> exact(StoredFrame frame, Dataset dataset) {
        if (!(frame.samples() instanceof Samples.Whole whole)) {
            return Optional.empty();
        }
        if (frame.photometric().equals("PALETTE COLOR")) {
            return Optional.of(palette(whole.values(), dataset));
        }
        if (frame.samplesPerPixel() != 3) {
            return Optional.empty();
        }
        return Optional.of(isYbr(frame) ? rgb(whole.values(), frame) : whole.canonical());
    }

    /** Three samples: RGB as they are, YBR by the formula of PS3.3 C.7.6.3.1.2; 16-bit samples keep their high byte. */
    static byte[] rgb(int[] values, StoredFrame frame) {
        byte[] rgb = new byte[values.length];
        int drop = Math.max(0, frame.bitsStored() - 8);
        boolean ybr = isYbr(frame);
        for (int i = 0; i + 2 < values.length; i += 3) {
            int first = values[i] >>> drop;
            int second = values[i + 1] >>> drop;
            int third = values[i + 2] >>> drop;
            if (ybr) {
                rgb[i] = round(first + 1.402 * (third - 128));
                rgb[i + 1] = round(first - 0.344136 * (second - 128) - 0.714136 * (third - 128));
                rgb[i + 2] = round(first + 1.772 * (second - 128));
            } else {
                rgb[i] = (byte) first;
                rgb[i + 1] = (byte) second;
                rgb[i + 2] = (byte) third;
            }
        }
        return rgb;
    }

    private static boolean isYbr(StoredFrame frame) {
        return frame.photometric().startsWith("YBR_");
    }

    /** Palette indices through the three tables (PS3.3 C.7.6.3.1.5); 16-bit entries keep their high byte. */
    static byte[] palette(int[] values, Dataset dataset) {
        byte[][] tables = {
            table(dataset, Tag.RED_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR, Tag.RED_PALETTE_COLOR_LOOKUP_TABLE_DATA),
            table(dataset, Tag.GREEN_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR, Tag.GREEN_PALETTE_COLOR_LOOKUP_TABLE_DATA),
            table(dataset, Tag.BLUE_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR, Tag.BLUE_PALETTE_COLOR_LOOKUP_TABLE_DATA)
        };
        int first = dataset.ints(Tag.RED_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR)[1];
        byte[] rgb = new byte[values.length * 3];
        for (int i = 0; i < values.length; i++) {
            for (int sample = 0; sample < 3; sample++) {
                int index = Math.min(tables[sample].length - 1, Math.max(0, values[i] - first));
                rgb[3 * i + sample] = tables[sample][index];
            }
        }
        return rgb;
    }

    /** The segmented form of a table has its own tag, 0x20 above the plain one. */
    private static byte[] table(Dataset dataset, int descriptorTag, int dataTag) {
        int[] descriptor = dataset.ints(descriptorTag);
        if (descriptor.length < 3) {
            throw PixelLayout.undecodable("a palette image has no palette");
        }
        int entries = (descriptor[0] & 0xffff) == 0 ? 65536 : descriptor[0] & 0xffff;
        byte[] plain = dataset.bytes(dataTag);
        byte[] data = plain.length > 0 ? plain : SegmentedPalette.expand(dataset.bytes(dataTag + 0x20), entries);
        byte[] table = new byte[entries];
        boolean words = data.length >= 2 * entries;
        ByteBuffer in = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < entries && (words ? 2 * i + 1 : i) < data.length; i++) {
            int entry = words ? in.getShort(2 * i) & 0xffff : in.get(i) & 0xff;
            table[i] = (byte) (words && descriptor[2] > 8 ? entry >> 8 : entry);
        }
        return table;
    }

    private static byte round(double value) {
        return (byte) Math.min(255, Math.max(0, Math.floor(value + 0.5)));
    }
}
