package org.isocenter.training.metric;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The figures of a head for classes of which each sample has exactly one. Each is a function of a draw, given as how often each sample is in it, so that
 * intervals and differences come from the same code.
 */
public final class ClassificationFigures {
    /** The specificity at which sensitivity is given, and the other way round. */
    static final double FIXED = 0.9;

    private final int[] label;
    private final double[][] p;
    private final int[] decided;
    private final RankedScores[] ranked;

    /**
     * Sorts what needs sorting.
     *
     * @param label the right class of each sample
     * @param p samples x classes, each row adding up to 1
     */
    public ClassificationFigures(int[] label, double[][] p) {
        this.label = label.clone();
        this.p = p.clone();
        this.decided = Decisions.of(p);
        this.ranked = Ranking.oneVersusRest(label, p);
    }

    /** Figures over all classes, by name. */
    public Map<String, ToDoubleFunction<int[]>> overall() {
        Map<String, ToDoubleFunction<int[]>> figures = new LinkedHashMap<>();
        figures.put("auroc", times -> Ranking.mean(ranked, each -> each.auroc(times)));
        figures.put("averagePrecision", times -> Ranking.mean(ranked, each -> each.averagePrecision(times)));
        figures.put("balancedAccuracy", times -> confusion(times).balancedAccuracy());
        figures.put("accuracy", times -> confusion(times).accuracy());
        figures.put("f1", times -> confusion(times).macroF1());
        figures.put("mcc", times -> confusion(times).mcc());
        figures.put(
                "sensitivityAtSpecificity90", times -> Ranking.mean(ranked, each -> each.sensitivityAt(FIXED, times)));
        figures.put(
                "specificityAtSensitivity90", times -> Ranking.mean(ranked, each -> each.specificityAt(FIXED, times)));
        figures.putAll(calibration());
        return figures;
    }

    /** How far the probabilities are from what happened. */
    public Map<String, ToDoubleFunction<int[]>> calibration() {
        Reliability reliability = reliability();
        Map<String, ToDoubleFunction<int[]>> figures = new LinkedHashMap<>();
        figures.put("brier", times -> ProbabilityScores.brier(label, p, times));
        figures.put("logLoss", times -> ProbabilityScores.logLoss(label, p, times));
        figures.put("ece", reliability::error);
        return figures;
    }

    /** Where the classes are grades in their order: agreement that counts how far a decision is off. */
    public Map<String, ToDoubleFunction<int[]>> grades() {
        Map<String, ToDoubleFunction<int[]>> figures = new LinkedHashMap<>();
        figures.put("quadraticKappa", times -> confusion(times).kappa(2));
        figures.put("linearKappa", times -> confusion(times).kappa(1));
        figures.put("meanAbsoluteError", times -> confusion(times).meanAbsoluteError());
        return figures;
    }

    /** Figures of one class against all others. */
    public Map<String, ToDoubleFunction<int[]>> of(int k) {
        Map<String, ToDoubleFunction<int[]>> figures = new LinkedHashMap<>();
        figures.put("auroc", ranked[k]::auroc);
        figures.put("averagePrecision", ranked[k]::averagePrecision);
        figures.put("sensitivity", times -> confusion(times).sensitivity(k));
        figures.put("specificity", times -> confusion(times).specificity(k));
        figures.put("f1", times -> confusion(times).f1(k));
        figures.put("sensitivityAtSpecificity90", times -> ranked[k].sensitivityAt(FIXED, times));
        figures.put("specificityAtSensitivity90", times -> ranked[k].specificityAt(FIXED, times));
        return figures;
    }

    /**
     * The ROC curve of one class against all others.
     *
     * @param patients one name per sample
     */
    public DeLong curve(int k, List<String> patients) {
        return DeLong.of(Ranking.oneVersusRest(label, k), Ranking.column(p, k), patients);
    }

    /** Of the decided classes. */
    public Reliability reliability() {
        return Reliability.ofDecisions(label, p);
    }

    /** Whether each sample is decided right. */
    public boolean[] right() {
        boolean[] right = new boolean[label.length];
        for (int i = 0; i < right.length; i++) {
            right[i] = decided[i] == label[i];
        }
        return right;
    }

    private Confusion confusion(int[] times) {
        return Confusion.of(label, decided, p[0].length, times);
    }
}
