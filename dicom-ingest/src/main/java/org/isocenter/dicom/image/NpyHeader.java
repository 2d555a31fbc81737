package org.isocenter.dicom.image;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The head of a NumPy array file (format 1.0 to 3.0, numpy.lib.format).
 *
 * @param kind {@code u} unsigned, {@code i} signed, {@code b} boolean, {@code f} floating point
 * @param bytes bytes of one value
 * @param bigEndian whether values are big-endian
 * @param shape length of each dimension, in C order
 */
record NpyHeader(char kind, int bytes, boolean bigEndian, List<Integer> shape) {
    private static final Pattern DESCR = Pattern.compile("'descr':\\s*'([<>|=])([uifb])(\\d+)'");
    private static final Pattern SHAPE = Pattern.compile("'shape':\\s*\\(([^)]*)\\)");
    private static final int LONGEST = 1 << 16;

    /** Reads the head and leaves the stream at the first value. */
    static NpyHeader read(DataInputStream in) throws IOException {
        byte[] magic = in.readNBytes(8);
        if (magic.length < 8 || magic[0] != (byte) 0x93 || magic[1] != 'N' || magic[5] != 'Y') {
            throw new IOException("not a NumPy array");
        }
        int length = Short.reverseBytes(in.readShort()) & 0xffff;
        if (magic[6] > 1) {
            length |= (Short.reverseBytes(in.readShort()) & 0xffff) << 16;
        }
        if (length < 0 || length > LONGEST) {
            throw new IOException("the array's head has an impossible length");
        }
        return parse(new String(in.readNBytes(length), StandardCharsets.US_ASCII));
    }

    private static NpyHeader parse(String text) throws IOException {
        Matcher descr = DESCR.matcher(text);
        Matcher shape = SHAPE.matcher(text);
        if (!descr.find() || !shape.find() || text.contains("'fortran_order': True")) {
            throw new IOException("expected a plain numeric array in C order");
        }
        try {
            List<Integer> sizes = Arrays.stream(shape.group(1).split(",", -1))
                    .map(String::strip)
                    .filter(size -> !size.isEmpty())
                    .map(Integer::valueOf)
                    .toList();
            int bytes = Integer.parseInt(descr.group(3));
            return new NpyHeader(descr.group(2).charAt(0), bytes, ">".equals(descr.group(1)), sizes);
        } catch (NumberFormatException e) {
            throw new IOException("the array's shape is not numeric", e);
        }
    }
}
