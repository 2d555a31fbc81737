package org.isocenter.dicom.part10;

import org.isocenter.dicom.dataset.Octets;
import org.isocenter.dicom.dataset.WordOctets;

/** Turns the bytes of each number round. */
public final class ByteOrders {
    private ByteOrders() {}

    /** A copy with each word of some bytes reversed; what does not fill a word stays. */
    public static byte[] swap(byte[] bytes, int word) {
        if (word == 1) {
            return bytes;
        }
        byte[] swapped = bytes.clone();
        for (int start = 0; start + word <= bytes.length; start += word) {
            for (int i = 0; i < word; i++) {
                swapped[start + i] = bytes[start + word - 1 - i];
            }
        }
        return swapped;
    }

    /** Some bytes with each word reversed; many of them as they are read. */
    public static Octets swap(Octets bytes, int word) {
        if (word == 1) {
            return bytes;
        }
        return bytes.length() <= Octets.CHUNK
                ? Octets.of(swap(bytes.all(), word))
                : new WordOctets(bytes, word, part -> swap(part, word));
    }
}
