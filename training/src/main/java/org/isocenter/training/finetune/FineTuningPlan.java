package org.isocenter.training.finetune;

import java.util.List;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.training.encoder.BatchStatistics;
import org.isocenter.training.encoder.Encoder;
import org.isocenter.training.view.Augmentation;
import org.isocenter.training.view.ViewProfile;

/**
 * How a head and its encoder are trained together. The number of steps follows from the number of labels; whether the last of them are left out is said by
 * labels that count like all others ({@link Rehearsal}).
 *
 * @param imageSize side of the square views in pixels, at least 32
 * @param augmentations of the training views
 * @param steps of the optimiser that the rates are spread over
 * @param end the steps that are taken, at most all of them
 * @param batchSize images per step
 * @param rates peak learning rates; they rise over the first tenth of the steps and fall to 0
 * @param frozenStages stages of the encoder, counted from the stem, that stay as they are
 * @param statistics what the encoder's batch normalisation goes by: fixed, so that a linear layer that was fitted first keeps its features, also over a
 *     fresh encoder; live for a decoder over a fresh encoder, which has nothing to keep
 * @param seed of the order, the views and the fresh weights; same seed, same head on the same machine
 */
public record FineTuningPlan(
        int imageSize,
        List<Augmentation> augmentations,
        int steps,
        int end,
        int batchSize,
        TuningRates rates,
        int frozenStages,
        BatchStatistics statistics,
        long seed) {
    private static final int FEWEST_STEPS = 40;
    private static final int MOST_STEPS = 400;

    public FineTuningPlan {
        augmentations = List.copyOf(augmentations);
        requireRange("imageSize", imageSize, 32, 2048);
        requireRange("steps", steps, 1, 1_000_000);
        requireRange("end", end, 1, steps);
        requireRange("batchSize", batchSize, 2, 4096);
    }

    /** A plan all of whose steps are taken. */
    public FineTuningPlan(
            int imageSize,
            List<Augmentation> augmentations,
            int steps,
            int batchSize,
            TuningRates rates,
            int frozenStages,
            BatchStatistics statistics,
            long seed) {
        this(imageSize, augmentations, steps, steps, batchSize, rates, frozenStages, statistics, seed);
    }

    /** The same, ended after so many steps. */
    public FineTuningPlan until(int step) {
        return new FineTuningPlan(
                imageSize, augmentations, steps, step, batchSize, rates, frozenStages, statistics, seed);
    }

    /**
     * The usual plan of a classification head.
     *
     * @param start the encoder to begin with
     * @param set what the head will learn from
     */
    public static FineTuningPlan of(Encoder start, LabelledClasses set, int imageSize, long seed) {
        int labels = set.size();
        return new FineTuningPlan(
                imageSize,
                ViewProfile.of(set.frames().frame(set.places()[0]).modality()).labelled(),
                steps(labels),
                16,
                new TuningRates(1e-3, 5e-4, 1.5e-4, 0.01),
                0,
                BatchStatistics.FIXED,
                seed);
    }

    /**
     * The usual plan of a segmentation head.
     *
     * @param start the encoder to begin with
     * @param set what the head will learn from
     */
    public static FineTuningPlan of(Encoder start, LabelledMasks set, int imageSize, long seed) {
        return new FineTuningPlan(
                imageSize,
                ViewProfile.of(set.frames().frame(0).modality()).augmentations(),
                150,
                8,
                new TuningRates(1e-3, 2e-4, 2e-5, 0.01),
                0,
                BatchStatistics.FIXED,
                seed);
    }

    private static int steps(int labels) {
        return Math.min(MOST_STEPS, Math.max(FEWEST_STEPS, 2 * labels));
    }

    /** The same with at least as many steps as are usual for so many labels. */
    FineTuningPlan forLabels(int labels) {
        int enough = Math.max(steps, steps(labels));
        return new FineTuningPlan(imageSize, augmentations, enough, batchSize, rates, frozenStages, statistics, seed);
    }

    /** The same with batch normalisation that goes by these statistics. */
    public FineTuningPlan withStatistics(BatchStatistics wanted) {
        return new FineTuningPlan(imageSize, augmentations, steps, batchSize, rates, frozenStages, wanted, seed);
    }

    /** The same at half its rates. */
    FineTuningPlan slower() {
        return new FineTuningPlan(
                imageSize, augmentations, steps, end, batchSize, rates.times(0.5), frozenStages, statistics, seed);
    }

    private static void requireRange(String name, int value, int low, int high) {
        if (value < low || value > high) {
            throw new PlatformException(
                    ErrorCode.INVALID_PLAN, "%s must be %d to %d; it is %d".formatted(name, low, high, value));
        }
    }

    /** The same with as many steps as it takes to see each of so many labelled images this often. */
    public FineTuningPlan withEpochs(int epochs, int labels) {
        long images = (long) epochs * labels;
        int enough = (int) Math.min(Integer.MAX_VALUE, (images + batchSize - 1) / batchSize);
        return new FineTuningPlan(imageSize, augmentations, enough, batchSize, rates, frozenStages, statistics, seed);
    }
}
