package org.isocenter.training.finetune;

import java.util.Arrays;
import org.isocenter.platform.label.LabelKind;

/**
 * How the scores of a head become probabilities of classes: a softmax where classes exclude one another, a sigmoid for each finding, and for grades the
 * chain of {@link org.isocenter.training.loss.CornLoss}, in which P(above k) is the product of the sigmoids up to k.
 */
final class Scores {
    private Scores() {}

    /** How many scores it takes. */
    static int count(LabelKind kind, int classes) {
        return kind == LabelKind.ORDINAL ? classes - 1 : classes;
    }

    /** How many classes so many scores make. */
    static int classes(LabelKind kind, int scores) {
        return kind == LabelKind.ORDINAL ? scores + 1 : scores;
    }

    /** One image's probabilities, 0 to 1, one per class; those of findings do not add up to 1. */
    static double[] probabilities(LabelKind kind, double[] scores) {
        return switch (kind) {
            case MULTI_LABEL -> Arrays.stream(scores).map(Scores::sigmoid).toArray();
            case ORDINAL -> grades(scores);
            case CLASSIFICATION, SEGMENTATION -> softmax(scores);
        };
    }

    private static double sigmoid(double score) {
        return 1 / (1 + Math.exp(-score));
    }

    private static double[] grades(double[] scores) {
        double[] p = new double[scores.length + 1];
        double above = 1;
        for (int k = 0; k < scores.length; k++) {
            double further = above * sigmoid(scores[k]);
            p[k] = above - further;
            above = further;
        }
        p[scores.length] = above;
        return p;
    }

    private static double[] softmax(double[] scores) {
        double max = Arrays.stream(scores).max().orElseThrow();
        double[] p = Arrays.stream(scores).map(score -> Math.exp(score - max)).toArray();
        double total = Arrays.stream(p).sum();
        return Arrays.stream(p).map(value -> value / total).toArray();
    }
}
