package org.isocenter.dicom.decode;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Tag;

/**
 * A modality or VOI table of a header (PS3.3 C.11.1, C.11.2); values before its first entry take the first, values
 * beyond its last the last.
 *
 * @param first the value that the first entry stands for
 * @param bits bits of an entry
 * @param entries unsigned, never empty
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record LookupTable(int first, int bits, int[] entries) {

    /** The table of a sequence's first item, where it has one; {@code signed} as the values that go in. */
    static Optional<LookupTable> of(Dataset place, int sequence, boolean signed) {
        return place.items(sequence).stream().findFirst().map(item -> read(item, signed));
    }

    private static LookupTable read(Dataset item, boolean signed) {
        int[] descriptor = item.ints(Tag.LUT_DESCRIPTOR);
        byte[] data = item.bytes(Tag.LUT_DATA);
        if (descriptor.length < 3 || data.length == 0) {
            throw PixelLayout.undecodable("a lookup table has no descriptor or no data");
        }
        int count = (descriptor[0] & 0xffff) == 0 ? 65536 : descriptor[0] & 0xffff;
        boolean words = data.length >= 2 * count;
        int[] entries = new int[Math.min(count, data.length)];
        ByteBuffer in = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < entries.length; i++) {
            entries[i] = words ? in.getShort() & 0xffff : in.get() & 0xff;
        }
        int first = signed ? (short) descriptor[1] : descriptor[1] & 0xffff;
        return new LookupTable(first, descriptor[2], entries);
    }

    int at(double value) {
        double index = Math.floor(value) - first;
        return entries[(int) Math.max(0, Math.min(entries.length - 1.0, index))];
    }
}
