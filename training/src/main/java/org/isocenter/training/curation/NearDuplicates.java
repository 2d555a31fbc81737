package org.isocenter.training.curation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.isocenter.training.probe.KnnProbe;
import org.isocenter.training.view.Plane;

/**
 * Finds the same picture mirrored, turned, cut, blurred, brightened or stored anew. The embedding proposes the nearest, the pixels decide: of different
 * patients, {@link Alignment} must find the same detail all over the image; of one patient, who may be seen twice in the same way, the same grain as well.
 *
 * @param set what is looked at; images of one stack are not compared
 * @param thumbnails one per image
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record NearDuplicates(CurationSet set, Alignment.Thumbnail[] thumbnails) {
    /** Of planted copies of brain slices 70 of 75 lie above; of pairs of generated bodies none, and of neighbouring real slices few. */
    static final double COPY_CUT = 0.94;

    /** Copies with added noise reach 0.98, second exposures of the same view 0.95. */
    static final double GRAIN_CUT = 0.965;

    private static final int CANDIDATES = 4;

    /**
     * All pairs, the most alike first.
     *
     * @param embedding of the images
     * @param mirrored of the images with left and right exchanged
     */
    List<Duplicates.Pair> pairs(double[][] embedding, double[][] mirrored) {
        double[][] unit = KnnProbe.normalised(Outliers.centred(embedding));
        double[][] other = KnnProbe.normalised(Outliers.centred(mirrored));
        Set<Long> candidates = new HashSet<>();
        IntStream.range(0, unit.length)
                .parallel()
                .mapToObj(i -> candidates(unit, other, set.stacks(), i, CANDIDATES))
                .toList()
                .forEach(candidates::addAll);
        return candidates.parallelStream()
                .map(code -> new int[] {(int) (code >> 32), code.intValue()})
                .map(pair -> new Duplicates.Pair(pair[0], pair[1], likeness(pair[0], pair[1])))
                .filter(pair -> pair.likeness() > COPY_CUT)
                .sorted(Comparator.comparingDouble(Duplicates.Pair::likeness)
                        .reversed()
                        .thenComparingInt(Duplicates.Pair::first)
                        .thenComparingInt(Duplicates.Pair::second))
                .toList();
    }

    /** Likeness of two images, 0 to 1; 0 for two exposures of one patient. */
    private double likeness(int first, int second) {
        Alignment.Match match = Alignment.match(thumbnails[first], thumbnails[second]);
        boolean samePatient = set.patients().get(first).equals(set.patients().get(second));
        if (match.likeness() > COPY_CUT && samePatient) {
            double grain = Alignment.grain(
                    Plane.of(set.frames().frame(first)), Plane.of(set.frames().frame(second)), match);
            return grain > GRAIN_CUT ? match.likeness() : 0;
        }
        return match.likeness();
    }

    /** The nearest of one image, and those whose mirror image is nearest, each pair as one number, the smaller place first. */
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
}
