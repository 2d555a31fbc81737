package org.isocenter.training.metric;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import org.isocenter.platform.model.MetricValue;

/**
 * 95 % intervals by drawing patients, not images, with replacement: several images of one patient are not independent, and counting them as such makes
 * every figure look surer than it is (percentile bootstrap, Efron 1979). The interval of a difference of two heads comes from a figure that is the
 * difference: both are then measured on the same draws.
 *
 * @param resamples how many draws, usually 1000
 * @param seed of the draws; the same seed gives the same draws of the same patients
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
     * @param figure of a draw, which is given as how often each sample is in it
     */
    public MetricValue interval(List<String> patients, ToDoubleFunction<int[]> figure) {
        return between(figure.applyAsDouble(once(patients)), drawn(patients, List.of(figure))[0]);
    }

    /** Several figures on the same draws; one that is undefined on the samples themselves is left out. */
    public Map<String, MetricValue> intervals(
            List<String> patients, Map<String, ? extends ToDoubleFunction<int[]>> figures) {
        List<ToDoubleFunction<int[]>> all = List.copyOf(figures.values());
        int[] once = once(patients);
        double[][] drawn = drawn(patients, all);
        Map<String, MetricValue> values = new LinkedHashMap<>();
        int next = 0;
        for (String name : figures.keySet()) {
            double value = all.get(next).applyAsDouble(once);
            if (Double.isFinite(value)) {
                values.put(name, between(value, drawn[next]));
            }
            next++;
        }
        return values;
    }

    /**
     * A figure between the ends of its resamples.
     *
     * @param value of all samples
     * @param drawn one value a resample; those that are not defined are left out
     */
    public static MetricValue between(double value, double[] drawn) {
        double[] sorted = Arrays.stream(drawn).filter(Double::isFinite).sorted().toArray();
        return sorted.length == 0
                ? new MetricValue(value, value, value)
                : new MetricValue(value, quantile(sorted, TAIL), quantile(sorted, 1 - TAIL));
    }

    private static int[] once(List<String> patients) {
        int[] times = new int[patients.size()];
        Arrays.fill(times, 1);
        return times;
    }

    /** Figures x draws. */
    private double[][] drawn(List<String> patients, List<ToDoubleFunction<int[]>> figures) {
        int[] patientOf = numbers(patients);
        int count = Arrays.stream(patientOf).max().orElseThrow() + 1;
        long[] seeds = new SplittableRandom(seed).longs(resamples).toArray();
        double[][] byDraw = LongStream.of(seeds)
                .parallel()
                .mapToObj(each -> {
                    int[] times = draw(patientOf, count, new SplittableRandom(each));
                    return figures.stream()
                            .mapToDouble(figure -> figure.applyAsDouble(times))
                            .toArray();
                })
                .toArray(double[][]::new);
        double[][] byFigure = new double[figures.size()][resamples];
        for (int draw = 0; draw < resamples; draw++) {
            for (int figure = 0; figure < byFigure.length; figure++) {
                byFigure[figure][draw] = byDraw[draw][figure];
            }
        }
        return byFigure;
    }

    /** Patients by number, counted from 0 in the order in which they come. */
    private static int[] numbers(List<String> patients) {
        Map<String, Integer> numbers = new HashMap<>();
        int[] number = new int[patients.size()];
        for (int i = 0; i < number.length; i++) {
            int next = numbers.size();
            number[i] = numbers.computeIfAbsent(patients.get(i), name -> next);
        }
        return number;
    }

    private static int[] draw(int[] patientOf, int count, SplittableRandom random) {
        int[] drawn = new int[count];
        for (int i = 0; i < count; i++) {
            drawn[random.nextInt(count)]++;
        }
        return Arrays.stream(patientOf).map(patient -> drawn[patient]).toArray();
    }

    private static double quantile(double[] sorted, double quantile) {
        double place = quantile * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
