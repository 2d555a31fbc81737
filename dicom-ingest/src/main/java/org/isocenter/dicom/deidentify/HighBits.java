package org.isocenter.dicom.deidentify;

import java.util.ArrayList;
import java.util.List;
import org.isocenter.dicom.dataset.ComputedOctets;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Element;
import org.isocenter.dicom.dataset.Element.Fragments;
import org.isocenter.dicom.dataset.Octets;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.dataset.TransferSyntax;
import org.isocenter.dicom.dataset.Vr;
import org.isocenter.dicom.dataset.WordOctets;
import org.isocenter.dicom.rle.RleFrame;

/**
 * Clears what may be drawn in the bits above High Bit of 16-bit Pixel Data (retired embedded overlays). Stored values
 * do not change: unsigned values get zeros there, signed ones their sign.
 */
final class HighBits {
    private HighBits() {}

    /** Clears the bits in place where the pixels are native or RLE; other syntaxes have no such bits. */
    static Dataset clear(Dataset dataset, TransferSyntax syntax) {
        int allocated = dataset.integer(Tag.BITS_ALLOCATED).orElse(0);
        int high = dataset.integer(Tag.HIGH_BIT).orElse(15);
        if (allocated == 16 && high < 15 && high >= 0 && dataset.contains(Tag.PIXEL_DATA)) {
            boolean signed = dataset.integer(Tag.PIXEL_REPRESENTATION).orElse(0) == 1;
            if (syntax.equals(TransferSyntax.RLE_LOSSLESS)) {
                clearRle(dataset, high, signed);
            } else if (!syntax.isEncapsulated()) {
                clearNative(dataset, high, signed);
            }
        }
        return dataset;
    }

    private static void clearNative(Dataset dataset, int high, boolean signed) {
        Octets pixels = new WordOctets(
                dataset.octets(Tag.PIXEL_DATA), Short.BYTES, words -> cleared(words.clone(), high, signed));
        dataset.setOctets(Tag.PIXEL_DATA, dataset.vr(Tag.PIXEL_DATA).orElseThrow(), pixels);
    }

    private static byte[] cleared(byte[] words, int high, boolean signed) {
        for (int i = 0; i + 1 < words.length; i += 2) {
            int value = clearWord(((words[i + 1] & 0xff) << 8) | (words[i] & 0xff), high, signed);
            words[i + 1] = (byte) (value >> 8);
            words[i] = (byte) value;
        }
        return words;
    }

    static int clearWord(int word, int high, boolean signed) {
        int unused = 15 - high;
        int left = (word << unused) & 0xffff;
        return (signed ? ((short) left) >> unused : left >>> unused) & 0xffff;
    }

    private static void clearRle(Dataset dataset, int high, boolean signed) {
        int columns = dataset.integer(Tag.COLUMNS).orElse(0);
        int pixels = columns * dataset.integer(Tag.ROWS).orElse(0);
        List<Octets> cleared = new ArrayList<>();
        for (Octets frame : dataset.fragments(Tag.PIXEL_DATA)) {
            cleared.add(new ComputedOctets(() -> clearedRle(frame.all(), pixels, columns, high, signed)));
        }
        dataset.put(new Element(Tag.PIXEL_DATA, Vr.OB, new Fragments(new byte[0], cleared)));
    }

    private static byte[] clearedRle(byte[] frame, int pixels, int columns, int high, boolean signed) {
        List<byte[]> segments = RleFrame.decode(frame, pixels);
        for (int i = 0; i + 1 < segments.size(); i += 2) {
            clearPair(segments.get(i), segments.get(i + 1), high, signed);
        }
        return RleFrame.encode(segments, columns);
    }

    private static void clearPair(byte[] top, byte[] low, int high, boolean signed) {
        for (int i = 0; i < top.length; i++) {
            int value = clearWord(((top[i] & 0xff) << 8) | (low[i] & 0xff), high, signed);
            top[i] = (byte) (value >> 8);
            low[i] = (byte) value;
        }
    }
}
