package org.isocenter.training.finetune;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A training of a head and its encoder on four fifths of the labelled patients, whose others are asked after each tenth of the steps: whether the training
 * on all of them should end sooner, and how far its probabilities can be trusted. Labels that are held out here count like all others.
 *
 * @param said of the labels held out, by the steps taken
 */
public record Rehearsal(SortedMap<Integer, HeldOut> said) {
    /** Fewer labels leave less than twenty to ask about, and it takes a second training. */
    public static final int LEAST = 100;

    /** Of each class, so that every fifth has one. */
    public static final int LEAST_OF_A_CLASS = 5;

    private static final int TIMES = 10;
    private static final double AHEAD = 0.02;

    /** Whether there are enough labels for one. */
    public static boolean suits(LabelledClasses set) {
        Map<Integer, Long> counts = Arrays.stream(set.turns())
                .boxed()
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return set.size() >= LEAST && counts.values().stream().allMatch(count -> count >= LEAST_OF_A_CLASS);
    }

    /** Whether it asks after a step. */
    static boolean asksAfter(int step, FineTuningPlan plan) {
        return step == plan.end() || step % Math.max(1, plan.end() / TIMES) == 0;
    }

    /**
     * The steps to take: all, unless the mean probability of the right answers was more than 0.02 higher after fewer, as what is ahead by less of a fifth
     * of so few is ahead by chance.
     */
    public int steps() {
        int best = said.keySet().stream()
                .max(Comparator.comparingDouble(this::figure).thenComparing(Comparator.reverseOrder()))
                .orElseThrow();
        return figure(best) > figure(said.lastKey()) + AHEAD ? best : said.lastKey();
    }

    private double figure(int steps) {
        return after(steps).right();
    }

    /** What was said after so many steps. */
    public HeldOut after(int steps) {
        HeldOut heldOut = said.get(steps);
        if (heldOut == null) {
            throw new IllegalArgumentException("nothing was asked after %d steps".formatted(steps));
        }
        return heldOut;
    }

    /** The mean probability of the right answers held out, by the steps taken. */
    public SortedMap<Integer, Double> figures() {
        SortedMap<Integer, Double> figures = new TreeMap<>();
        said.forEach((steps, heldOut) -> figures.put(steps, heldOut.right()));
        return figures;
    }
}
