package org.isocenter.training.finetune;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * Differences of figures from the same draws.
 *
 * @param theirs mean of the other's figures
 * @param mean of the differences, ours less theirs
 * @param reach half of the 95 % t interval over the draws; none of a single draw
 */
record Paired(double theirs, double mean, Optional<Double> reach) {
    /** Quantiles .975 of Student's t, by the number of draws. */
    private static final Map<Integer, Double> T = Map.of(2, 12.706, 3, 4.303, 4, 3.182, 5, 2.776);

    /** Over the draws that both have; none where they have none. */
    static Optional<Paired> of(Map<Integer, Double> ours, Map<Integer, Double> theirs) {
        int[] seeds = ours.keySet().stream()
                .filter(theirs::containsKey)
                .mapToInt(Integer::intValue)
                .toArray();
        if (seeds.length == 0) {
            return Optional.empty();
        }
        double[] differences = Arrays.stream(seeds)
                .mapToDouble(seed -> ours.get(seed) - theirs.get(seed))
                .toArray();
        double mean = mean(Arrays.stream(differences));
        double variance =
                Arrays.stream(differences).map(d -> (d - mean) * (d - mean)).sum() / (seeds.length - 1);
        return Optional.of(new Paired(
                mean(Arrays.stream(seeds).mapToDouble(theirs::get)),
                mean,
                Optional.ofNullable(T.get(seeds.length)).map(t -> t * Math.sqrt(variance / seeds.length))));
    }

    private static double mean(DoubleStream values) {
        return values.average().orElseThrow();
    }

    /** The highest difference that the draws do not speak against. */
    double high() {
        return mean + reach.orElse(Double.POSITIVE_INFINITY);
    }

    @Override
    public String toString() {
        String interval = reach.map(r -> String.format(Locale.ROOT, " (%+.3f to %+.3f)", mean - r, mean + r))
                .orElse(" (one draw)");
        return String.format(Locale.ROOT, "%.3f, difference %+.3f%s", theirs, mean, interval);
    }
}
