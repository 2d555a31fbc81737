package org.isocenter.training.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.isocenter.platform.model.MetricValue;

/**
 * 95 % intervals by drawing patients, not images, with replacement: several images of one patient are not independent, and counting them as such makes
 * every figure look surer than it is (percentile bootstrap, Efron 1979).
 *
 * @param resamples how many draws, usually 1000
 * @param seed of the draws; the same seed gives the same interval, and paired draws for two heads
 */
public record PatientBootstrap(int resamples, long seed) {
    private static final double TAIL = 0.025;

    public PatientBootstrap(long seed) {
        this(1000, seed);
    }

    /**
     * A figure and its interval. Draws on which the figure is undefined (a class is missing) are left out.
     *
     * @param patients one name per sample
     * @param measure the figure on some samples, named by their places, with repetition
     */
    public MetricValue interval(List<String> patients, ToDoubleFunction<int[]> measure) {
        int[][] samplesOf = group(patients);
        int[] all = new int[patients.size()];
        Arrays.setAll(all, i -> i);
        double[] drawn = new SplittableRandom(seed)
                .longs(resamples)
                .parallel()
                .mapToDouble(s -> measure.applyAsDouble(draw(samplesOf, new SplittableRandom(s))))
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        double value = measure.applyAsDouble(all);
        return drawn.length == 0
                ? new MetricValue(value, value, value)
                : new MetricValue(value, quantile(drawn, TAIL), quantile(drawn, 1 - TAIL));
    }

    private static int[][] group(List<String> patients) {
        Map<String, List<Integer>> byPatient = new LinkedHashMap<>();
        for (int i = 0; i < patients.size(); i++) {
            byPatient.computeIfAbsent(patients.get(i), p -> new ArrayList<>()).add(i);
        }
        return byPatient.values().stream()
                .map(places -> places.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
    }

    private static int[] draw(int[][] samplesOf, SplittableRandom random) {
        return random.ints(samplesOf.length, 0, samplesOf.length)
                .flatMap(patient -> Arrays.stream(samplesOf[patient]))
                .toArray();
    }

    private static double quantile(double[] sorted, double quantile) {
        double place = quantile * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
