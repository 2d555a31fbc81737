package org.isocenter.cli.efficiency;

import java.util.Arrays;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.training.metric.Confusion;
import org.isocenter.training.metric.Decisions;
import org.isocenter.training.metric.Ranking;

/** The figures that a curve may show; each is computed anew for every draw of patients. */
enum Figure {
    /** Mean over classes of one-versus-rest AUROC. */
    AUROC("auroc"),
    /** Mean over classes of average precision. */
    AVERAGE_PRECISION("averagePrecision"),
    /** Agreement of grades, quadratically weighted; the grade that is decided is the likeliest. */
    QUADRATIC_KAPPA("quadraticKappa"),
    /** Mean over frames of Dice. */
    DICE("dice");

    private final String word;

    Figure(String word) {
        this.word = word;
    }

    /** As a report names it. */
    String word() {
        return word;
    }

    /** The figure that a report names so; {@code BAD_REQUEST} where there is none. */
    static Figure named(String word) {
        return Arrays.stream(values())
                .filter(each -> each.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new PlatformException(
                        ErrorCode.BAD_REQUEST,
                        "Expected --metric to be one of %s, came %s."
                                .formatted(
                                        Arrays.stream(values())
                                                .map(Figure::word)
                                                .toList(),
                                        word)));
    }

    /** The figure on some frames, with repetition; NaN where it is not defined on them. */
    double of(Measured measured, int[] places) {
        return switch (this) {
            case AUROC -> macro(measured, places, Ranking::auroc);
            case AVERAGE_PRECISION -> macro(measured, places, Ranking::averagePrecision);
            case QUADRATIC_KAPPA -> kappa(measured, places);
            case DICE ->
                Arrays.stream(places)
                        .mapToDouble(i -> measured.scores()[i][0])
                        .average()
                        .orElse(Double.NaN);
        };
    }

    private static double kappa(Measured measured, int[] places) {
        int[] truth = new int[places.length];
        int[] decided = new int[places.length];
        for (int i = 0; i < places.length; i++) {
            boolean[] positive = measured.positive()[places[i]];
            truth[i] = IntStream.range(0, positive.length)
                    .filter(k -> positive[k])
                    .findFirst()
                    .orElseThrow();
            decided[i] = Decisions.argMax(measured.scores()[places[i]]);
        }
        return Confusion.of(truth, decided, measured.scores()[0].length).kappa(2);
    }

    private static double macro(Measured measured, int[] places, ToDoubleBiFunction<boolean[], double[]> measure) {
        return IntStream.range(0, measured.scores()[0].length)
                .mapToDouble(k -> {
                    boolean[] positive = new boolean[places.length];
                    double[] score = new double[places.length];
                    for (int i = 0; i < places.length; i++) {
                        positive[i] = measured.positive()[places[i]][k];
                        score[i] = measured.scores()[places[i]][k];
                    }
                    return measure.applyAsDouble(positive, score);
                })
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
    }
}
