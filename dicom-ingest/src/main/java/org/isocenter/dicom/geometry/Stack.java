package org.isocenter.dicom.geometry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.DoubleStream;

/**
 * Parallel slices, ordered along their normal.
 *
 * @param slices by rising position; slices at one position keep the order in which they came
 * @param positions projection of each on the normal, in mm
 * @param spacing smallest, median and largest step between distinct positions, in mm; all 0 with a single position
 * @param distinctPositions number of positions
 * @param gaps where slices are missing
 * @param tiltDegrees angle between the normal and the line from the first slice to the last; 0 with a single position
 * @param phases keywords of what varies where several slices share a position
 */
public record Stack(
        List<Slice> slices,
        List<Double> positions,
        Spacing spacing,
        int distinctPositions,
        List<Gap> gaps,
        double tiltDegrees,
        Set<String> phases) {
    /** Positions nearer than this, in mm, are one. */
    private static final double SAME_POSITION = 1e-3;

    private static final double TOLERANCE = 0.01;
    private static final double LEAST_TILT_DEGREES = 0.05;

    /** Smallest, median and largest step in mm. */
    public record Spacing(double min, double median, double max) {}

    /** That {@code slices} slices are missing after a position in mm. */
    public record Gap(double position, int slices) {}

    public Stack {
        slices = List.copyOf(slices);
        positions = List.copyOf(positions);
        gaps = List.copyOf(gaps);
    }

    /** Orders slices that are parallel to the first; there must be one at least. */
    static Stack of(List<Slice> parallel) {
        Vector normal = parallel.get(0).normal();
        List<Slice> slices = new ArrayList<>(parallel);
        slices.sort(Comparator.comparingDouble(slice -> slice.position().dot(normal)));
        List<Double> positions =
                slices.stream().map(slice -> slice.position().dot(normal)).toList();
        List<Double> distinct = distinct(positions);
        double[] steps = steps(distinct);
        return new Stack(
                slices,
                positions,
                spacing(steps),
                distinct.size(),
                gaps(distinct, steps),
                steps.length == 0 ? 0 : tilt(slices, normal),
                phases(slices));
    }

    private static List<Double> distinct(List<Double> positions) {
        List<Double> distinct = new ArrayList<>();
        for (double position : positions) {
            if (distinct.isEmpty() || position - distinct.get(distinct.size() - 1) > SAME_POSITION) {
                distinct.add(position);
            }
        }
        return distinct;
    }

    private static double[] steps(List<Double> distinct) {
        double[] steps = new double[distinct.size() - 1];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = distinct.get(i + 1) - distinct.get(i);
        }
        return steps;
    }

    private static Spacing spacing(double[] steps) {
        if (steps.length == 0) {
            return new Spacing(0, 0, 0);
        }
        double[] sorted = DoubleStream.of(steps).sorted().toArray();
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spacing(sorted[0], median, sorted[sorted.length - 1]);
    }

    private static List<Gap> gaps(List<Double> distinct, double[] steps) {
        List<Gap> gaps = new ArrayList<>();
        double smallest = spacing(steps).min();
        for (int i = 0; i < steps.length; i++) {
            double times = steps[i] / smallest;
            if (times > 2 - TOLERANCE && Math.abs(times - Math.rint(times)) <= TOLERANCE) {
                gaps.add(new Gap(distinct.get(i), (int) Math.rint(times) - 1));
            }
        }
        return gaps;
    }

    private static double tilt(List<Slice> slices, Vector normal) {
        Vector line =
                slices.get(slices.size() - 1).position().minus(slices.get(0).position());
        return Math.toDegrees(Math.atan2(line.cross(normal).length(), line.dot(normal)));
    }

    private static Set<String> phases(List<Slice> slices) {
        Set<String> varying = new TreeSet<>();
        for (Slice slice : slices) {
            slice.phase().forEach((keyword, value) -> {
                if (!value.equals(slices.get(0).phase().get(keyword))) {
                    varying.add(keyword);
                }
            });
        }
        return varying;
    }

    /** How many slices lie where another lies already. */
    public int duplicates() {
        return slices.size() - distinctPositions;
    }

    /** Across the slices. */
    public Vector normal() {
        return slices.get(0).normal();
    }

    /** Whether steps differ by more than 1 % of their median. */
    public boolean isUneven() {
        double allowed = TOLERANCE * spacing.median();
        return spacing.max() - spacing.median() > allowed || spacing.median() - spacing.min() > allowed;
    }

    /** Whether the slices step aside from their normal. */
    public boolean isTilted() {
        return tiltDegrees > LEAST_TILT_DEGREES;
    }

    /** What keeps the slices from being one regular volume. */
    public Set<Flaw> flaws() {
        EnumSet<Flaw> flaws = EnumSet.noneOf(Flaw.class);
        add(flaws, Flaw.SHARED_POSITIONS, duplicates() > 0);
        add(flaws, Flaw.UNEVEN_SPACING, isUneven());
        add(flaws, Flaw.MISSING_SLICES, !gaps.isEmpty());
        add(flaws, Flaw.TILT, isTilted());
        return flaws;
    }

    private static void add(Set<Flaw> flaws, Flaw flaw, boolean there) {
        if (there) {
            flaws.add(flaw);
        }
    }

    /** Whether the slices may be read as a plain volume: two positions at least and no flaw. */
    public boolean isRegular() {
        return distinctPositions > 1 && flaws().isEmpty();
    }
}
