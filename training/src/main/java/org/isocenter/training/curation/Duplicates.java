package org.isocenter.training.curation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.isocenter.platform.imaging.Frame;

/** Finds images that occur twice with the same pixels. */
final class Duplicates {

    /** Two images and how alike they are, first before second. */
    record Pair(int first, int second, double likeness) {}

    /** A digest of size and pixels; equal for equal pictures whatever file they came from. */
    static String digest(Frame frame) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update((frame.rows() + "x" + frame.columns()).getBytes(StandardCharsets.US_ASCII));
            byte[] line = new byte[frame.columns() * frame.samples() * Float.BYTES];
            for (int row = 0; row < frame.rows(); row++) {
                write(frame, row, line);
                sha.update(line);
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static void write(Frame frame, int row, byte[] line) {
        int start = row * frame.columns() * frame.samples();
        for (int i = 0; i < line.length / Float.BYTES; i++) {
            int bits =
                    Float.floatToIntBits((float) (frame.slope() * frame.pixels().at(start + i) + frame.intercept()));
            line[4 * i] = (byte) bits;
            line[4 * i + 1] = (byte) (bits >> 8);
            line[4 * i + 2] = (byte) (bits >> 16);
            line[4 * i + 3] = (byte) (bits >> 24);
        }
    }

    /** Every later image paired with the first of the same digest. */
    static List<Pair> exact(List<String> digests) {
        Map<String, Integer> firstOf = new HashMap<>();
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < digests.size(); i++) {
            Integer first = firstOf.putIfAbsent(digests.get(i), i);
            if (first != null) {
                pairs.add(new Pair(first, i, 1));
            }
        }
        return pairs;
    }

    private Duplicates() {}
}
