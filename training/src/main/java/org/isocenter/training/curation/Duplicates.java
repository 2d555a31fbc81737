package org.isocenter.training.curation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.isocenter.platform.imaging.Frame;
import org.isocenter.training.probe.KnnProbe;

/** Finds images that occur twice: the same pixels, or the same picture mirrored, turned, cut or blurred. */
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

    /**
     * The best partner of each image among its nearest in the embedding, compared by {@link Alignment}; each pair once.
     *
     * @param embedding of the images
     * @param mirrored of the images with left and right exchanged
     * @param stacks one name per image; images of one stack are not compared
     * @param neighbours how many candidates per image and direction
     */
    static List<Pair> near(
            double[][] embedding,
            double[][] mirrored,
            Alignment.Thumbnail[] thumbnails,
            List<String> stacks,
            int neighbours) {
        double[][] unit = KnnProbe.normalised(Outliers.centred(embedding));
        double[][] other = KnnProbe.normalised(Outliers.centred(mirrored));
        Set<Long> candidates = new HashSet<>();
        IntStream.range(0, unit.length)
                .parallel()
                .mapToObj(i -> candidates(unit, other, stacks, i, neighbours))
                .toList()
                .forEach(candidates::addAll);
        return candidates.parallelStream()
                .map(code -> new int[] {(int) (code >> 32), code.intValue()})
                .map(p -> new Pair(p[0], p[1], Alignment.likeness(thumbnails[p[0]], thumbnails[p[1]])))
                .sorted(Comparator.comparingDouble(Pair::likeness)
                        .reversed()
                        .thenComparingInt(Pair::first)
                        .thenComparingInt(Pair::second))
                .toList();
    }

    static List<Long> candidates(double[][] unit, double[][] mirrored, List<String> stacks, int place, int neighbours) {
        List<Long> codes = new ArrayList<>();
        for (double[][] against : List.of(unit, mirrored)) {
            double[] likeness = new double[unit.length];
            for (int i = 0; i < unit.length; i++) {
                likeness[i] = KnnProbe.dot(against[i], unit[place]);
            }
            IntStream.range(0, unit.length)
                    .filter(i -> i != place && !stacks.get(i).equals(stacks.get(place)))
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> -likeness[i]))
                    .limit(neighbours)
                    .forEach(i -> codes.add((long) Math.min(i, place) << 32 | Math.max(i, place)));
        }
        return codes;
    }

    /** The likeness of each image to its best earlier or later partner. */
    static Map<Integer, Pair> bestOf(List<Pair> pairs) {
        Map<Integer, Pair> best = new LinkedHashMap<>();
        for (Pair pair : pairs) {
            best.putIfAbsent(pair.first(), pair);
            best.putIfAbsent(pair.second(), pair);
        }
        return best;
    }

    private Duplicates() {}
}
