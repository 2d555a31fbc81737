package org.isocenter.dicom.deidentify;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Octets;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.dataset.TransferSyntax;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.rle.RleFrame;

/** The stored values of native and RLE objects, in the form that the golden hashes were taken of. */
final class StoredPixels {
    private StoredPixels() {}

    /** All allocated bits, as unsigned words. */
    static int[] words(DicomObject object) {
        byte[] bytes = littleEndian(object);
        int[] words = new int[count(object)];
        if (number(object, Tag.BITS_ALLOCATED) == 1) {
            return IntStream.range(0, words.length)
                    .map(i -> (bytes[i / 8] >> (i % 8)) & 1)
                    .toArray();
        }
        boolean eight = number(object, Tag.BITS_ALLOCATED) == 8;
        for (int i = 0; i < words.length; i++) {
            words[i] = eight ? bytes[i] & 0xff : (bytes[2 * i] & 0xff) | ((bytes[2 * i + 1] & 0xff) << 8);
        }
        return words;
    }

    /** SHA-256 of the values masked to Bits Stored, one byte or two little-endian bytes each. */
    static String sha256(DicomObject object) {
        int mask = (1 << number(object, Tag.BITS_STORED)) - 1;
        boolean eight = number(object, Tag.BITS_ALLOCATED) <= 8;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int word : words(object)) {
            out.write(word & mask);
            if (!eight) {
                out.write((word & mask) >> 8);
            }
        }
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(out.toByteArray()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] littleEndian(DicomObject object) {
        Dataset dataset = object.dataset();
        if (object.transferSyntax().equals(TransferSyntax.RLE_LOSSLESS)) {
            return unpacked(object);
        }
        return dataset.bytes(Tag.PIXEL_DATA);
    }

    private static byte[] unpacked(DicomObject object) {
        int pixels = number(object, Tag.ROWS) * number(object, Tag.COLUMNS);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Octets frame : object.dataset().fragments(Tag.PIXEL_DATA)) {
            List<byte[]> segments = RleFrame.decode(frame.all(), pixels);
            boolean words = number(object, Tag.BITS_ALLOCATED) == 16;
            for (int i = 0; i < pixels; i++) {
                for (int s = 0; s < segments.size(); s += words ? 2 : 1) {
                    if (words) {
                        out.write(segments.get(s + 1)[i]);
                    }
                    out.write(segments.get(s)[i]);
                }
            }
        }
        return out.toByteArray();
    }

    private static int count(DicomObject object) {
        int frames = Math.max(1, number(object, Tag.NUMBER_OF_FRAMES));
        return frames * number(object, Tag.ROWS) * number(object, Tag.COLUMNS) * number(object, Tag.SAMPLES_PER_PIXEL);
    }

    private static int number(DicomObject object, int tag) {
        return object.dataset().integer(tag).orElse(0);
    }
}
