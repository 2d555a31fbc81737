package org.isocenter.dicom.phantom.scanner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.isocenter.dicom.phantom.anatomy.AxialSlice;
import org.isocenter.dicom.phantom.anatomy.LesionClass;
import org.isocenter.dicom.phantom.anatomy.Picture;
import org.isocenter.dicom.phantom.anatomy.Thorax;
import org.junit.jupiter.api.Test;

/** A learner that sees only grey-value statistics must neither solve the phantom's task nor find nothing at all. */
class DifficultyTest {
    private static final int SIZE = 64;
    private static final int BINS = 16;
    private static final List<LesionClass> KINDS = List.of(LesionClass.values());
    private static final int CLASSES = 3;

    @Test
    void image_statistics_alone_do_not_solve_the_task() {
        List<double[]> features = new ArrayList<>();
        List<Integer> classes = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(20240817);
        for (int person = 0; person < 150; person++) {
            LesionClass kind = KINDS.get(person % CLASSES);
            features.add(statistics(slice(kind, person, random.split())));
            classes.add(person % CLASSES);
        }
        int split = 90;
        standardise(features, split);
        double[][] weights = train(features.subList(0, split), classes.subList(0, split));
        double auroc = macroAuroc(weights, features.subList(split, 150), classes.subList(split, 150));
        assertThat(auroc).isBetween(0.5, 0.9);
    }

    @Test
    void every_machine_stores_values_that_fit_its_bits() {
        for (Scanner scanner : Fleet.ct()) {
            Stored stored = scanner.expose(picture(scanner, 3, new SplittableRandom(3)), new SplittableRandom(4));
            assertThat(Arrays.stream(stored.values()).max().orElseThrow()).isLessThanOrEqualTo(stored.maximum());
            assertThat(Arrays.stream(stored.values()).min().orElseThrow()).isNotNegative();
        }
    }

    private static Stored slice(LesionClass kind, int person, RandomGenerator random) {
        Scanner scanner = Fleet.ct().get(person / CLASSES % Fleet.ct().size());
        Thorax body = new Thorax(kind, random.nextBoolean(), random);
        Picture picture = AxialSlice.of(body, SIZE, scanner.spacing(SIZE), body.centreZ(), 0, 0);
        return scanner.expose(picture, random);
    }

    private static Picture picture(Scanner scanner, int kind, RandomGenerator random) {
        Thorax body = new Thorax(KINDS.get(kind % CLASSES), true, random);
        return AxialSlice.of(body, SIZE, scanner.spacing(SIZE), 0, 0, 0);
    }

    private static double[] statistics(Stored stored) {
        double[] features = new double[BINS + 2];
        double mean = Arrays.stream(stored.values()).average().orElseThrow();
        double square = Arrays.stream(stored.values())
                .mapToDouble(v -> (v - mean) * (v - mean))
                .sum();
        features[BINS] = mean;
        features[BINS + 1] = Math.sqrt(square / stored.values().length);
        for (int value : stored.values()) {
            features[Math.min(BINS - 1, value * BINS / 2200)] += 1;
        }
        return features;
    }

    private static void standardise(List<double[]> features, int train) {
        for (int f = 0; f < BINS + 2; f++) {
            int at = f;
            double mean = features.subList(0, train).stream()
                    .mapToDouble(v -> v[at])
                    .average()
                    .orElseThrow();
            double square = features.subList(0, train).stream()
                    .mapToDouble(v -> (v[at] - mean) * (v[at] - mean))
                    .sum();
            double deviation = Math.sqrt(square / train) + 1e-9;
            features.forEach(v -> v[at] = (v[at] - mean) / deviation);
        }
    }

    /** Multinomial logistic regression by plain gradient descent with a little weight decay. */
    private static double[][] train(List<double[]> features, List<Integer> classes) {
        double[][] weights = new double[CLASSES][BINS + 3];
        for (int step = 0; step < 600; step++) {
            double[][] gradient = new double[CLASSES][BINS + 3];
            for (int i = 0; i < features.size(); i++) {
                double[] scores = probabilities(weights, features.get(i));
                for (int c = 0; c < CLASSES; c++) {
                    double error = scores[c] - (classes.get(i) == c ? 1 : 0);
                    for (int f = 0; f < BINS + 2; f++) {
                        gradient[c][f] += error * features.get(i)[f];
                    }
                    gradient[c][BINS + 2] += error;
                }
            }
            for (int c = 0; c < CLASSES; c++) {
                for (int f = 0; f < BINS + 3; f++) {
                    weights[c][f] -= 0.3 * (gradient[c][f] / features.size() + 0.01 * weights[c][f]);
                }
            }
        }
        return weights;
    }

    private static double[] probabilities(double[][] weights, double[] features) {
        double[] scores = new double[CLASSES];
        for (int c = 0; c < CLASSES; c++) {
            double score = weights[c][BINS + 2];
            for (int f = 0; f < BINS + 2; f++) {
                score += weights[c][f] * features[f];
            }
            scores[c] = Math.exp(score);
        }
        double sum = Arrays.stream(scores).sum();
        return Arrays.stream(scores).map(s -> s / sum).toArray();
    }

    private static double macroAuroc(double[][] weights, List<double[]> features, List<Integer> classes) {
        double sum = 0;
        for (int c = 0; c < CLASSES; c++) {
            int positive = c;
            double wins = 0;
            double pairs = 0;
            for (int i = 0; i < features.size(); i++) {
                for (int j = 0; j < features.size(); j++) {
                    if (classes.get(i) == positive && classes.get(j) != positive) {
                        double difference =
                                probabilities(weights, features.get(i))[c] - probabilities(weights, features.get(j))[c];
                        wins += difference > 0 ? 1 : difference == 0 ? 0.5 : 0;
                        pairs++;
                    }
                }
            }
            sum += wins / pairs;
        }
        return sum / CLASSES;
    }
}
