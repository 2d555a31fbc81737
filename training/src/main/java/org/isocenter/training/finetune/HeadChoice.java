package org.isocenter.training.finetune;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.isocenter.platform.imaging.Frame;
import org.isocenter.training.data.FrameSource;
import org.isocenter.training.data.SomeFrames;
import org.isocenter.training.encoder.Encoder;
import org.isocenter.training.encoder.EncoderFeatures;
import org.isocenter.training.metric.Ranking;
import org.isocenter.training.probe.Folds;

/**
 * Chooses how a head is made, by the labels that it may learn from and nothing else. A frozen encoder that sees the images at the largest size they have is
 * taken, unless each class has ten labels and, in five-fold cross-validation by patient, another way is ahead in mean AUROC by more than its standard error
 * over the folds. Other ways are smaller sizes, and an encoder that is trained too.
 *
 * @param sizes that come into question, in pixels, the largest first
 * @param seed of folds, views and order
 */
public record HeadChoice(List<Integer> sizes, long seed) {
    /** The largest side at which an encoder is trained, unless one is asked for: the time grows with its square. */
    public static final int LARGEST_TRAINED = 128;

    private static final List<Integer> USUAL_SIZES = List.of(224, 128, 64);
    private static final int LABELS_TO_CHOOSE = 10;
    private static final int FOLDS = 5;

    public HeadChoice {
        sizes = List.copyOf(sizes);
    }

    /**
     * A way to make a head.
     *
     * @param finetuned whether the encoder is trained too
     * @param imageSize side of a view in pixels
     */
    public record Way(boolean finetuned, int imageSize) {}

    /**
     * What was chosen, and why.
     *
     * @param way to make the head
     * @param heldOut mean AUROC of each way over the folds; empty where there were too few labels to compare
     */
    public record Chosen(Way way, Map<Way, Double> heldOut) {}

    /** The usual sizes that do not enlarge most of these images, the largest first; the smallest where all would. */
    public static List<Integer> sizes(FrameSource frames) {
        int[] sides = IntStream.range(0, Math.min(frames.size(), 64))
                .map(i -> shortSide(frames.frame(i)))
                .sorted()
                .toArray();
        int usual = sides[sides.length / 2];
        List<Integer> fitting =
                USUAL_SIZES.stream().filter(size -> size <= usual).toList();
        return fitting.isEmpty() ? USUAL_SIZES.subList(USUAL_SIZES.size() - 1, USUAL_SIZES.size()) : fitting;
    }

    private static int shortSide(Frame frame) {
        return Math.min(frame.rows(), frame.columns());
    }

    /** The size at which an encoder is trained. */
    public static int trained(List<Integer> sizes) {
        return sizes.stream()
                .filter(size -> size <= LARGEST_TRAINED)
                .findFirst()
                .orElse(sizes.get(sizes.size() - 1));
    }

    /**
     * Chooses.
     *
     * @param start the encoder to begin with; it stays as it is
     * @param manager that the work lives in and gives back
     * @param listener told of every step
     */
    public Chosen choose(Encoder start, LabelledClasses set, NDManager manager, StepListener listener) {
        List<Way> ways = new ArrayList<>();
        sizes.forEach(size -> ways.add(new Way(false, size)));
        ways.add(new Way(true, trained(sizes)));
        if (fewest(set) < LABELS_TO_CHOOSE || set.patients().stream().distinct().count() < FOLDS) {
            return new Chosen(ways.get(0), Map.of());
        }
        int[] fold = Folds.of(set.turns(), set.patients(), FOLDS, seed);
        Map<Way, double[]> figures = new LinkedHashMap<>();
        ways.forEach(way -> figures.put(way, figures(way, start, set, fold, manager, listener)));
        Map<Way, Double> means = new LinkedHashMap<>();
        figures.forEach((way, each) -> means.put(way, mean(each)));
        double[] first = figures.get(ways.get(0));
        Way best = ways.stream()
                .skip(1)
                .filter(way -> isAhead(figures.get(way), first))
                .max(Comparator.comparingDouble(means::get))
                .orElse(ways.get(0));
        return new Chosen(best, means);
    }

    private static long fewest(LabelledClasses set) {
        int[] turns = set.turns();
        return IntStream.range(0, set.classes())
                .mapToLong(k -> Arrays.stream(turns).filter(turn -> turn == k).count())
                .min()
                .orElse(0);
    }

    /** Whether figures of the same folds are higher on average by more than the standard error of their differences. */
    static boolean isAhead(double[] figures, double[] others) {
        double[] gains = IntStream.range(0, figures.length)
                .mapToDouble(i -> figures[i] - others[i])
                .filter(Double::isFinite)
                .toArray();
        double mean = mean(gains);
        double variance = Arrays.stream(gains).map(g -> (g - mean) * (g - mean)).sum() / Math.max(1, gains.length - 1);
        return mean > Math.sqrt(variance / gains.length);
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).filter(Double::isFinite).average().orElse(Double.NaN);
    }

    /** The AUROC of each fold's images under a head that was made without them. */
    private double[] figures(
            Way way, Encoder start, LabelledClasses set, int[] fold, NDManager manager, StepListener listener) {
        SomeFrames labelled =
                new SomeFrames(set.frames(), Arrays.stream(set.places()).boxed().toList());
        LabelledClasses alone = new LabelledClasses(
                labelled,
                IntStream.range(0, set.size()).toArray(),
                set.targets(),
                set.patients(),
                set.classes(),
                set.kind(),
                set.balance());
        double[][] features = way.finetuned() ? new double[0][] : embed(start, labelled, way, manager);
        return IntStream.range(0, FOLDS)
                .mapToDouble(f -> {
                    int[] seen = places(fold, f, false);
                    int[] held = places(fold, f, true);
                    double[][] p = way.finetuned()
                            ? finetuned(start, alone.only(seen), held, way, manager, listener)
                            : frozen(features, alone.only(seen), held);
                    return auroc(alone.only(held), p);
                })
                .toArray();
    }

    private static double[][] embed(Encoder start, FrameSource frames, Way way, NDManager manager) {
        return new EncoderFeatures(start, manager, way.imageSize()).embed(frames);
    }

    private static int[] places(int[] fold, int wanted, boolean inside) {
        return IntStream.range(0, fold.length)
                .filter(i -> (fold[i] == wanted) == inside)
                .toArray();
    }

    private double[][] frozen(double[][] features, LabelledClasses seen, int[] held) {
        LinearLayer layer = ScaledLayer.fit(features, seen, seed).onRaw();
        return layer.probabilities(IntStream.of(held).mapToObj(i -> features[i]).toArray(double[][]::new));
    }

    private double[][] finetuned(
            Encoder start, LabelledClasses seen, int[] held, Way way, NDManager manager, StepListener listener) {
        FineTuningPlan plan = FineTuningPlan.of(start, seen, way.imageSize(), seed);
        try (FineTunedHead head = FineTunedHead.fit(start, seen, plan, manager, listener)) {
            return head.probabilities(
                    new SomeFrames(seen.frames(), IntStream.of(held).boxed().toList()));
        }
    }

    /** Mean over classes or findings that some of the images have and some have not. */
    static double auroc(LabelledClasses set, double[][] p) {
        int[][] answers = set.answers();
        return IntStream.range(0, set.classes())
                .mapToDouble(k -> {
                    int[] known = IntStream.range(0, answers.length)
                            .filter(i -> answers[i][k] >= 0)
                            .toArray();
                    boolean[] positive = new boolean[known.length];
                    double[] score = new double[known.length];
                    for (int i = 0; i < known.length; i++) {
                        positive[i] = answers[known[i]][k] == 1;
                        score[i] = p[known[i]][k];
                    }
                    return Ranking.auroc(positive, score);
                })
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
    }
}
