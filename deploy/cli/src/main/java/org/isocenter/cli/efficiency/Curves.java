package org.isocenter.cli.efficiency;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.isocenter.cli.report.EfficiencyResult.Difference;
import org.isocenter.cli.report.EfficiencyResult.Point;
import org.isocenter.platform.model.MetricValue;
import org.isocenter.training.metric.PatientBootstrap;

/**
 * Means over draws of the labels, with 95 % intervals over draws and patients together: each resample draws test patients and label draws with replacement
 * (percentile bootstrap, Efron 1979), the same ones for every curve, so that differences are paired.
 */
final class Curves {
    private final Map<Key, Drawn> draws;

    private Curves(Map<Key, Drawn> draws) {
        this.draws = draws;
    }

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
        MetricValue interval() {
            return PatientBootstrap.between(mean, drawn);
        }
    }

    /**
     * Resamples every head.
     *
     * @param figure what is measured
     * @param resamples how many
     * @param seed of the resamples
     * @param heads by point and by draw of the labels
     */
    static Curves of(Figure figure, int resamples, long seed, Map<Key, Map<Integer, Measured>> heads) {
        Map<Key, Drawn> draws = new LinkedHashMap<>();
        heads.forEach((key, bySeed) -> draws.put(key, draw(figure, resamples, seed, new TreeMap<>(bySeed))));
        return new Curves(draws);
    }

    private static Drawn draw(Figure figure, int resamples, long seed, Map<Integer, Measured> bySeed) {
        List<Measured> heads = List.copyOf(bySeed.values());
        List<List<int[]>> framesOf = heads.stream().map(Curves::byPatient).toList();
        double mean = heads.stream()
                .mapToDouble(each ->
                        figure.of(each, IntStream.range(0, each.scores().length).toArray()))
                .average()
                .orElse(Double.NaN);
        double[] drawn = IntStream.range(0, resamples)
                .parallel()
                .mapToDouble(i -> resample(figure, new SplittableRandom(seed + i), heads, framesOf))
                .toArray();
        return new Drawn(heads.size(), mean, drawn);
    }

    /** A point for each key, in their order. */
    List<Point> points() {
        List<Point> points = new ArrayList<>();
        draws.forEach((key, drawn) -> {
            MetricValue interval = drawn.interval();
            points.add(new Point(
                    key.budget(),
                    key.init(),
                    key.mode(),
                    drawn.seeds(),
                    drawn.mean(),
                    interval.low(),
                    interval.high()));
        });
        return points;
    }

    /** The chain beside the others, and ImageNet beside random weights, wherever both were measured. */
    List<Difference> differences() {
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
        MetricValue interval = difference.interval();
        return new Difference(
                key.budget(),
                key.mode(),
                key.init(),
                against,
                difference.mean(),
                interval.low(),
                interval.high(),
                one.seeds() > 1 ? interval.low() > 0 || interval.high() < 0 : null);
    }

    private static double resample(
            Figure figure, SplittableRandom random, List<Measured> heads, List<List<int[]>> framesOf) {
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
