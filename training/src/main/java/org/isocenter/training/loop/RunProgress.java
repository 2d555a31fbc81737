package org.isocenter.training.loop;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.isocenter.training.collapse.CollapseWatch;

/**
 * What a run has counted so far; part of its checkpoint, so that a run that was interrupted reports as one.
 *
 * @param step steps done
 * @param steps steps of the whole run, fixed at its start because the schedules depend on it
 * @param seconds spent in steps, loading included
 * @param waitSeconds of these, spent waiting for views
 * @param firstLosses losses of the first steps, at most {@value #WINDOW}
 * @param lastLosses losses of the last steps, at most {@value #WINDOW}
 * @param epochs measured so far
 * @param probes values of the epochs' first probe figure
 * @param watch what has been seen of a collapse
 * @param hardware processor, threads and library the run began on
 */
public record RunProgress(
        long step,
        long steps,
        double seconds,
        double waitSeconds,
        List<Double> firstLosses,
        List<Double> lastLosses,
        long epochs,
        List<Double> probes,
        CollapseWatch watch,
        String hardware) {
    private static final int WINDOW = 10;

    public RunProgress {
        firstLosses = List.copyOf(firstLosses);
        lastLosses = List.copyOf(lastLosses);
        probes = List.copyOf(probes);
    }

    /** The start of a run of so many steps on some hardware. */
    static RunProgress begin(long steps, String hardware) {
        return new RunProgress(0, steps, 0, 0, List.of(), List.of(), 0, List.of(), CollapseWatch.begin(), hardware);
    }

    RunProgress after(double loss, double stepSeconds, double waited) {
        List<Double> first = new ArrayList<>(firstLosses);
        if (first.size() < WINDOW) {
            first.add(loss);
        }
        List<Double> last = new ArrayList<>(lastLosses);
        last.add(loss);
        return new RunProgress(
                step + 1,
                steps,
                seconds + stepSeconds,
                waitSeconds + waited,
                first,
                last.subList(Math.max(0, last.size() - WINDOW), last.size()),
                epochs,
                probes,
                watch,
                hardware);
    }

    RunProgress measured(Map<String, Double> figures) {
        List<Double> more = new ArrayList<>(probes);
        figures.values().stream().findFirst().ifPresent(more::add);
        return new RunProgress(
                step, steps, seconds, waitSeconds, firstLosses, lastLosses, epochs + 1, more, watch, hardware);
    }

    RunProgress watched(CollapseWatch now) {
        return new RunProgress(
                step, steps, seconds, waitSeconds, firstLosses, lastLosses, epochs, probes, now, hardware);
    }

    /** Mean loss of the first steps; not a number before there is one. */
    public double firstLoss() {
        return mean(firstLosses);
    }

    /** Mean loss of the last steps; not a number before there is one. */
    public double lastLoss() {
        return mean(lastLosses);
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }

    /** These figures as words, exactly. */
    Map<String, String> facts() {
        Map<String, String> facts = new TreeMap<>();
        facts.put("step", Long.toString(step));
        facts.put("steps", Long.toString(steps));
        facts.put("seconds", Double.toHexString(seconds));
        facts.put("waitSeconds", Double.toHexString(waitSeconds));
        facts.put("firstLosses", words(firstLosses));
        facts.put("lastLosses", words(lastLosses));
        facts.put("epochs", Long.toString(epochs));
        facts.put("probes", words(probes));
        facts.put("watch", watch.words());
        facts.put("hardware", hardware);
        return facts;
    }

    /** Reads what {@link #facts} wrote; {@link IllegalArgumentException} where one is missing or malformed. */
    static RunProgress of(Map<String, String> facts) {
        return new RunProgress(
                Long.parseLong(fact(facts, "step")),
                Long.parseLong(fact(facts, "steps")),
                Double.parseDouble(fact(facts, "seconds")),
                Double.parseDouble(fact(facts, "waitSeconds")),
                numbers(fact(facts, "firstLosses")),
                numbers(fact(facts, "lastLosses")),
                Long.parseLong(fact(facts, "epochs")),
                numbers(fact(facts, "probes")),
                CollapseWatch.of(facts.getOrDefault("watch", "")), // checkpoints of earlier versions have none
                fact(facts, "hardware"));
    }

    private static String fact(Map<String, String> facts, String name) {
        String fact = facts.get(name);
        if (fact == null) {
            throw new IllegalArgumentException("the checkpoint does not say its " + name);
        }
        return fact;
    }

    private static String words(List<Double> values) {
        return values.stream().map(Double::toHexString).collect(Collectors.joining(" "));
    }

    private static List<Double> numbers(String words) {
        return Arrays.stream(words.split(" ", -1))
                .filter(word -> !word.isEmpty())
                .map(Double::valueOf)
                .toList();
    }
}
