package org.isocenter.cli.efficiency;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.isocenter.cli.report.EfficiencyResult.Difference;
import org.isocenter.cli.report.EfficiencyResult.Point;

/**
 * Means over draws of the labels, with 95 % intervals over draws and patients together: each resample draws test patients and label draws with replacement
 * (percentile bootstrap, Efron 1979), the same ones for every curve, so that differences are paired.
 *
 * @param figure what is measured
 * @param resamples how many
 * @param seed of the resamples
 */
record Curves(Figure figure, int resamples, long seed) {

    /** One point of a curve: a budget, what the encoder started from, and the mode. */
    record Key(String budget, String init, String mode) {}

    /**
     * A point with its resamples.
     *
     * @param mean over all draws and patients
     * @param drawn one value a resample; NaN where the figure is not defined on it
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Drawn(int seeds, double mean, double[] drawn) {
        double[] interval() {
            double[] sorted =
                    Arrays.stream(drawn).filter(Double::isFinite).sorted().toArray();
            return sorted.length == 0
                    ? new double[] {mean, mean}
                    : new double[] {quantile(sorted, 0.025), quantile(sorted, 0.975)};
        }

        private static double quantile(double[] sorted, double quantile) {
            double place = quantile * (sorted.length - 1);
            int below = (int) place;
            int above = Math.min(below + 1, sorted.length - 1);
            return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
        }
    }

    /** A point for each key, in their order. */
    List<Point> points(Map<Key, Map<Integer, Measured>> heads) {
        List<Point> points = new ArrayList<>();
        draws(heads).forEach((key, drawn) -> {
            double[] interval = drawn.interval();
            points.add(new Point(
                    key.budget(), key.init(), key.mode(), drawn.seeds(), drawn.mean(), interval[0], interval[1]));
        });
        return points;
    }

    /** The chain beside the others, and ImageNet beside random weights, wherever both were measured. */
    List<Difference> differences(Map<Key, Map<Integer, Measured>> heads) {
        Map<Key, Drawn> draws = draws(heads);
        List<Difference> differences = new ArrayList<>();
        for (Key key : draws.keySet()) {
            for (String against : rivals(key.init())) {
                Key other = new Key(key.budget(), against, key.mode());
                Optional.ofNullable(draws.get(other))
                        .ifPresent(rival -> differences.add(difference(key, against, draws.get(key), rival)));
            }
        }
        return differences;
    }

    private static List<String> rivals(String init) {
        return switch (init) {
            case "chain" -> List.of("imagenet", "random");
            case "imagenet" -> List.of("random");
            default -> List.of();
        };
    }

    private static Difference difference(Key key, String against, Drawn one, Drawn other) {
        double[] drawn = IntStream.range(0, one.drawn().length)
                .mapToDouble(i -> one.drawn()[i] - other.drawn()[i])
                .toArray();
        Drawn difference = new Drawn(one.seeds(), one.mean() - other.mean(), drawn);
        double[] interval = difference.interval();
        return new Difference(
                key.budget(),
                key.mode(),
                key.init(),
                against,
                difference.mean(),
                interval[0],
                interval[1],
                one.seeds() > 1 ? interval[0] > 0 || interval[1] < 0 : null);
    }

    private Map<Key, Drawn> draws(Map<Key, Map<Integer, Measured>> heads) {
        Map<Key, Drawn> draws = new LinkedHashMap<>();
        heads.forEach((key, bySeed) -> draws.put(key, draw(List.copyOf(new TreeSet<>(bySeed.keySet())), bySeed)));
        return draws;
    }

    private Drawn draw(List<Integer> seeds, Map<Integer, Measured> bySeed) {
        List<Measured> heads = seeds.stream().map(bySeed::get).toList();
        List<List<int[]>> framesOf = heads.stream().map(Curves::byPatient).toList();
        double mean = heads.stream()
                .mapToDouble(each ->
                        figure.of(each, IntStream.range(0, each.scores().length).toArray()))
                .average()
                .orElse(Double.NaN);
        double[] drawn = IntStream.range(0, resamples)
                .parallel()
                .mapToDouble(i -> resample(new SplittableRandom(seed + i), heads, framesOf))
                .toArray();
        return new Drawn(seeds.size(), mean, drawn);
    }

    private double resample(SplittableRandom random, List<Measured> heads, List<List<int[]>> framesOf) {
        int patients = framesOf.get(0).size();
        int[] patient = random.ints(patients, 0, patients).toArray();
        double[] known = new double[heads.size()];
        Arrays.fill(known, Double.NEGATIVE_INFINITY);
        return random.ints(heads.size(), 0, heads.size())
                .mapToDouble(h -> {
                    if (known[h] == Double.NEGATIVE_INFINITY) {
                        known[h] = figure.of(
                                heads.get(h),
                                Arrays.stream(patient)
                                        .flatMap(p ->
                                                Arrays.stream(framesOf.get(h).get(p)))
                                        .toArray());
                    }
                    return known[h];
                })
                .average()
                .orElse(Double.NaN);
    }

    /** The frames of each patient; patients in the order of their names, which is the same for every head. */
    private static List<int[]> byPatient(Measured measured) {
        Map<String, List<Integer>> frames = new TreeMap<>();
        for (int i = 0; i < measured.patients().size(); i++) {
            frames.computeIfAbsent(measured.patients().get(i), p -> new ArrayList<>())
                    .add(i);
        }
        return frames.values().stream()
                .map(places -> places.stream().mapToInt(Integer::intValue).toArray())
                .toList();
    }
}
