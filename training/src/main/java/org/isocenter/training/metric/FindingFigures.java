package org.isocenter.training.metric;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The figures of a head for findings of which a sample may have several, or none. A sample that says nothing of a finding is left out of that finding's
 * figures alone; a finding whose figure is undefined is left out of the mean.
 */
public final class FindingFigures {
    /** Says that it is not known whether a sample has a finding. */
    public static final int UNKNOWN = -1;

    private final List<Finding> findings;

    /**
     * Sorts what needs sorting.
     *
     * @param label samples x findings: 1 there, 0 not there, {@link #UNKNOWN}
     * @param p samples x findings, each 0 to 1 for itself
     */
    public FindingFigures(int[][] label, double[][] p) {
        this.findings = IntStream.range(0, p[0].length)
                .mapToObj(k -> Finding.of(label, p, k))
                .toList();
    }

    /** Means over findings, by name. */
    public Map<String, ToDoubleFunction<int[]>> overall() {
        List<Map<String, ToDoubleFunction<int[]>>> each =
                IntStream.range(0, findings.size()).mapToObj(this::of).toList();
        Map<String, ToDoubleFunction<int[]>> figures = new LinkedHashMap<>();
        each.get(0)
                .keySet()
                .forEach(name -> figures.put(name, times -> each.stream()
                        .mapToDouble(of -> of.get(name).applyAsDouble(times))
                        .filter(Double::isFinite)
                        .average()
                        .orElse(Double.NaN)));
        return figures;
    }

    /** Figures of one finding; it is decided to be there from 0.5 on. */
    public Map<String, ToDoubleFunction<int[]>> of(int k) {
        Finding finding = findings.get(k);
        Map<String, ToDoubleFunction<int[]>> figures = new LinkedHashMap<>();
        put(figures, "auroc", finding, finding.ranked::auroc);
        put(figures, "averagePrecision", finding, finding.ranked::averagePrecision);
        put(figures, "balancedAccuracy", finding, times -> finding.confusion(times)
                .balancedAccuracy());
        put(figures, "accuracy", finding, times -> finding.confusion(times).accuracy());
        put(figures, "f1", finding, times -> finding.confusion(times).f1(1));
        put(figures, "mcc", finding, times -> finding.confusion(times).mcc());
        put(
                figures,
                "sensitivityAtSpecificity90",
                finding,
                times -> finding.ranked.sensitivityAt(ClassificationFigures.FIXED, times));
        put(
                figures,
                "specificityAtSensitivity90",
                finding,
                times -> finding.ranked.specificityAt(ClassificationFigures.FIXED, times));
        put(figures, "brier", finding, times -> ProbabilityScores.brier(finding.there, finding.p, times));
        put(figures, "ece", finding, finding.reliability()::error);
        return figures;
    }

    /** Turns how often every sample was drawn into how often the known ones were. */
    private static void put(
            Map<String, ToDoubleFunction<int[]>> figures,
            String name,
            Finding finding,
            ToDoubleFunction<int[]> ofKnown) {
        figures.put(
                name,
                times -> ofKnown.applyAsDouble(
                        Arrays.stream(finding.known).map(i -> times[i]).toArray()));
    }

    /**
     * The ROC curve of one finding, over the samples that say whether it is there.
     *
     * @param patients one name per sample
     */
    public DeLong curve(int k, List<String> patients) {
        Finding finding = findings.get(k);
        return DeLong.of(
                finding.there,
                finding.p,
                Arrays.stream(finding.known).mapToObj(patients::get).toList());
    }

    /** Of all findings together, wherever one is known. */
    public Reliability reliability() {
        int known = findings.stream().mapToInt(finding -> finding.p.length).sum();
        double[] p = new double[known];
        boolean[] there = new boolean[known];
        int next = 0;
        for (Finding finding : findings) {
            System.arraycopy(finding.p, 0, p, next, finding.p.length);
            System.arraycopy(finding.there, 0, there, next, finding.p.length);
            next += finding.p.length;
        }
        return new Reliability(p, there);
    }

    /** The samples of which one finding is known, its probability there, and whether it is there. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Finding(int[] known, boolean[] there, double[] p, RankedScores ranked) {

        static Finding of(int[][] label, double[][] all, int k) {
            int[] known = IntStream.range(0, label.length)
                    .filter(i -> label[i][k] != UNKNOWN)
                    .toArray();
            boolean[] there = new boolean[known.length];
            double[] p = new double[known.length];
            for (int i = 0; i < known.length; i++) {
                there[i] = label[known[i]][k] == 1;
                p[i] = all[known[i]][k];
            }
            return new Finding(known, there, p, RankedScores.of(there, p));
        }

        Confusion confusion(int[] times) {
            int[] truth =
                    IntStream.range(0, p.length).map(i -> there[i] ? 1 : 0).toArray();
            int[] decided =
                    Arrays.stream(p).mapToInt(each -> each >= 0.5 ? 1 : 0).toArray();
            return Confusion.of(truth, decided, 2, times);
        }

        Reliability reliability() {
            return new Reliability(p, there);
        }
    }
}
