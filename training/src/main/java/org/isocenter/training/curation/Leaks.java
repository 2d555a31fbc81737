package org.isocenter.training.curation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.isocenter.platform.imaging.Frame;
import org.isocenter.training.data.FrameSource;
import org.isocenter.training.probe.KnnProbe;
import org.isocenter.training.view.Plane;

/**
 * Test images that equal a training image, or nearly: on them a head can answer from memory. Small thumbnails propose the nearest, as they are and
 * mirrored; {@link Alignment} decides, as in the curation of different patients. No encoder has a say, so that the answer is the same for every head.
 *
 * @param exact pairs of the same pixels after decoding, whatever file they came from; an image of almost one value has no twin
 * @param near pairs of the same fine detail all over the image, the most alike first
 */
public record Leaks(List<Pair> exact, List<Pair> near) {
    /** Of 35 close pairs of brain slices the training image was always among the nearest three, with a correlation above 0.96. */
    private static final int CANDIDATES = 4;

    private static final double LEAST_ALIKE = 0.75;
    private static final int AT_ONCE = 256;

    /**
     * A test image and a training image.
     *
     * @param test place among the test images
     * @param training place among the training images
     * @param likeness 0 to 1, 1 for the same pixels
     */
    public record Pair(int test, int training, double likeness) {}

    public Leaks {
        exact = List.copyOf(exact);
        near = List.copyOf(near);
    }

    /** Looks at both sides; images of different patients alone, which is what a split by patient makes of them. */
    public static Leaks between(FrameSource test, FrameSource training) {
        return between(test, training, done -> {});
    }

    /**
     * The same, saying how many test images were looked at.
     *
     * @param looked told now and then; what it throws ends the search
     */
    public static Leaks between(FrameSource test, FrameSource training, IntConsumer looked) {
        Trait[] asked = traits(test, true);
        Trait[] known = traits(training, false);
        List<Pair> exact = exact(asked, known);
        Set<List<Integer>> same = new HashSet<>();
        exact.forEach(pair -> same.add(List.of(pair.test, pair.training)));
        Map<Integer, Alignment.Thumbnail> thumbnails = new ConcurrentHashMap<>();
        List<Pair> near = new ArrayList<>();
        for (int from = 0; from < asked.length; from += AT_ONCE) {
            looked.accept(from);
            IntStream.range(from, Math.min(asked.length, from + AT_ONCE))
                    .parallel()
                    .filter(i -> !asked[i].blank)
                    .boxed()
                    .flatMap(i -> near(i, asked[i], known, test, training, thumbnails))
                    .filter(pair -> !same.contains(List.of(pair.test, pair.training)))
                    .toList()
                    .forEach(near::add);
        }
        near.sort(Comparator.comparingDouble((Pair pair) -> -pair.likeness)
                .thenComparingInt(Pair::test)
                .thenComparingInt(Pair::training));
        return new Leaks(exact, near);
    }

    private static Stream<Pair> near(
            int place,
            Trait asked,
            Trait[] known,
            FrameSource test,
            FrameSource training,
            Map<Integer, Alignment.Thumbnail> thumbnails) {
        Set<Integer> candidates = candidates(asked, known);
        if (candidates.isEmpty()) {
            return Stream.empty();
        }
        Alignment.Thumbnail own = thumbnail(test.frame(place));
        return candidates.stream()
                .map(k -> new Pair(
                        place,
                        k,
                        Alignment.match(own, thumbnails.computeIfAbsent(k, each -> thumbnail(training.frame(each))))
                                .likeness()))
                .filter(pair -> pair.likeness > NearDuplicates.COPY_CUT);
    }

    private static Alignment.Thumbnail thumbnail(Frame frame) {
        return Alignment.Thumbnail.of(Plane.of(frame));
    }

    private static List<Pair> exact(Trait[] asked, Trait[] known) {
        Map<String, List<Integer>> places = new HashMap<>();
        for (int k = 0; k < known.length; k++) {
            places.computeIfAbsent(known[k].digest, digest -> new ArrayList<>()).add(k);
        }
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < asked.length; i++) {
            if (!asked[i].blank) {
                for (int k : places.getOrDefault(asked[i].digest, List.of())) {
                    pairs.add(new Pair(i, k, 1));
                }
            }
        }
        return pairs;
    }

    /** The training images whose thumbnails are nearest to this one's, upright and mirrored. */
    private static Set<Integer> candidates(Trait asked, Trait[] known) {
        Set<Integer> places = new LinkedHashSet<>();
        for (double[] row : List.of(asked.row, asked.mirrored)) {
            PriorityQueue<Map.Entry<Integer, Double>> nearest = new PriorityQueue<>(Map.Entry.comparingByValue());
            for (int k = 0; k < known.length; k++) {
                double likeness = KnnProbe.dot(row, known[k].row);
                if (likeness > LEAST_ALIKE
                        && (nearest.size() < CANDIDATES
                                || likeness > nearest.element().getValue())) {
                    nearest.add(Map.entry(k, likeness));
                    if (nearest.size() > CANDIDATES) {
                        nearest.remove();
                    }
                }
            }
            nearest.forEach(entry -> places.add(entry.getKey()));
        }
        return places;
    }

    private static Trait[] traits(FrameSource frames, boolean mirrored) {
        return IntStream.range(0, frames.size())
                .parallel()
                .mapToObj(i -> Trait.of(frames.frame(i), mirrored))
                .toArray(Trait[]::new);
    }

    /** What is kept of every image: its digest, its thumbnail of mean 0 and length 1, the same mirrored, and whether it is almost of one value. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Trait(String digest, double[] row, double[] mirrored, boolean blank) {

        static Trait of(Frame frame, boolean mirrored) {
            Plane plane = Plane.of(frame);
            float[] small = Polarity.thumbnail(plane);
            return new Trait(
                    Duplicates.digest(frame),
                    unit(small, false),
                    mirrored ? unit(small, true) : new double[0],
                    ImageStatistics.deviation(plane.grey().values()) < Curator.BLANK_DEVIATION);
        }

        private static double[] unit(float[] values, boolean mirrored) {
            double mean = 0;
            for (float value : values) {
                mean += value / values.length;
            }
            double[] row = new double[values.length];
            for (int i = 0; i < row.length; i++) {
                int place = mirrored ? i / Polarity.SIDE * Polarity.SIDE + Polarity.SIDE - 1 - i % Polarity.SIDE : i;
                row[i] = values[place] - mean;
            }
            return KnnProbe.normalised(new double[][] {row})[0];
        }
    }
}
