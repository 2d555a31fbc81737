package org.isocenter.training.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.isocenter.platform.testing.SharedData;
import org.isocenter.training.metric.Confusion;
import org.isocenter.training.metric.Decisions;
import org.isocenter.training.testing.GoldenTensors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeTest {
    private static final GoldenTensors GOLDEN = new GoldenTensors(SharedData.golden("ssl/evaluation.safetensors"));
    private final double[][] train = GOLDEN.rows("probe/train_features");
    private final double[][] test = GOLDEN.rows("probe/test_features");
    private final int[] trainLabel = GOLDEN.ints("probe/train_labels");
    private final int[] testLabel = GOLDEN.ints("probe/test_labels");

    @Test
    void nearest_neighbours_vote_as_in_dino() {
        double[][] scores = new KnnProbe().scores(train, trainLabel, 4, test);
        double[][] golden = GOLDEN.rows("knn/scores");
        int[] predicted = GOLDEN.ints("knn/predicted");
        for (int i = 0; i < test.length; i++) {
            for (int k = 0; k < 4; k++) {
                assertThat(scores[i][k]).isCloseTo(golden[i][k], within(1e-9 * Math.max(1, golden[i][k])));
            }
            assertThat(Decisions.argMax(scores[i])).isEqualTo(predicted[i]);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "0.01"})
    void logistic_regression_finds_the_optimum(String c) {
        LogisticRegression model = LogisticRegression.fit(train, trainLabel, 4, Double.parseDouble(c), false);
        double[][] coefficients = GOLDEN.rows("linear/C" + c + "/coef");
        double[] intercepts = GOLDEN.doubles("linear/C" + c + "/intercept");
        double[][] probabilities = GOLDEN.rows("linear/C" + c + "/test_probabilities");
        for (int k = 0; k < 4; k++) {
            assertThat(model.intercept(k)).isCloseTo(intercepts[k], within(1e-5));
            for (int j = 0; j < train[0].length; j++) {
                assertThat(model.coefficient(k, j)).isCloseTo(coefficients[k][j], within(1e-5));
            }
        }
        assertThat(model.probabilities(test)[7]).containsExactly(probabilities[7], within(1e-5));
    }

    @Test
    void balanced_classes_weigh_the_same() {
        double[][] rows = {{-1.0}, {-1.1}, {-0.9}, {-1.0}, {-1.2}, {-0.8}, {1.0}};
        int[] label = {0, 0, 0, 0, 0, 0, 1};
        LogisticRegression plain = LogisticRegression.fit(rows, label, 2, 0.1, false);
        LogisticRegression balanced = LogisticRegression.fit(rows, label, 2, 0.1, true);
        assertThat(plain.probabilities(new double[] {0.0})[1]).isLessThan(0.3);
        assertThat(balanced.probabilities(new double[] {0.0})[1]).isCloseTo(0.5, within(0.05));
    }

    @Test
    void a_feature_that_hardly_moves_is_not_blown_up() {
        Standardiser scale = Standardiser.of(new double[][] {{0, 10, 5}, {1e-4, 12, 9}, {2e-4, 14, 13}});
        Standardiser floored = scale.withFloor(0.1);
        assertThat(floored.deviation()[0]).isEqualTo(0.1 * scale.deviation()[1]);
        assertThat(floored.deviation()[1]).isEqualTo(scale.deviation()[1]);
        assertThat(floored.apply(new double[][] {{1, 12, 9}})[0][0]).isBetween(1.0, 10.0);
        assertThat(scale.apply(new double[][] {{1, 12, 9}})[0][0]).isGreaterThan(1000);
    }

    @Test
    void the_probe_chooses_its_penalty_among_labelled_samples_only_where_there_are_enough() {
        Standardiser scale = Standardiser.of(train);
        LinearProbe many = LinearProbe.fit(train, trainLabel, 4, own(train.length), scale, true, 1);
        LinearProbe few =
                LinearProbe.fit(Arrays.copyOf(train, 30), Arrays.copyOf(trainLabel, 30), 4, own(30), scale, true, 1);
        assertThat(few.chosenC()).isEqualTo(LinearProbe.DEFAULT_C);
        assertThat(many.chosenC()).isGreaterThan(LinearProbe.DEFAULT_C);
        assertThat(Confusion.of(testLabel, Decisions.of(many.probabilities(test)), 4)
                        .accuracy())
                .isGreaterThan(0.8);
    }

    @Test
    void a_patient_never_stands_in_two_folds_and_classes_are_spread() {
        List<String> patients =
                IntStream.range(0, 200).mapToObj(i -> "p" + i / 4).toList();
        int[] label = IntStream.range(0, 200).map(i -> i / 4 % 2).toArray();
        int[] fold = Folds.of(label, patients, 5, 9);
        for (int i = 0; i < 200; i++) {
            assertThat(fold[i]).isEqualTo(fold[i / 4 * 4]);
        }
        for (int f = 0; f < 5; f++) {
            int number = f;
            assertThat(IntStream.range(0, 200)
                            .filter(i -> fold[i] == number && label[i] == 1)
                            .count())
                    .isEqualTo(20);
        }
    }

    private static List<String> own(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }
}
