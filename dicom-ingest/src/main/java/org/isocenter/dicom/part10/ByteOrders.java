package org.isocenter.dicom.part10;

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
}
