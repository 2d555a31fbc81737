package org.isocenter.training.finetune;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.isocenter.platform.label.LabelKind;
import org.isocenter.training.data.FrameSource;
import org.isocenter.training.data.ImageBatch;
import org.isocenter.training.kernel.Gradients;
import org.isocenter.training.view.EvaluationView;
import org.isocenter.training.view.Normalisation;
import org.isocenter.training.view.ViewProfile;
import org.isocenter.training.view.ViewRandom;
import org.isocenter.training.view.ViewRecipe;

/**
 * Learns from images without a label what the head says of their plain view where it is sure, on an augmented view (FixMatch, Sohn et al. 2020,
 * <a href="https://arxiv.org/abs/2001.07685">arXiv:2001.07685</a>): threshold 0.95, for findings 0.95 and 0.05; twice as many unlabelled images as labelled
 * ones in a step, where the paper has seven times; their term weighs as much as the labels' (λ 1).
 */
final class FixMatch {
    private static final Certainty CERTAINTY = new Certainty(0.95, 0.05);
    private static final int PER_LABELLED = 2;

    private final FrameSource frames;
    private final FineTuningPlan plan;
    private final EvaluationView plain;
    private final ViewRecipe augmented;
    private final BalancedOrder order;
    private final LabelKind kind;
    private int kept;
    private int asked;
    private int[] perClass;

    /** One step's images, twice: the plain views and the augmented ones in the same order. */
    record Batch(ImageBatch plain, ImageBatch augmented) {}

    /** What was kept of what was asked since the last time. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Kept(double share, int[] perClass) {}

    /**
     * Prepares to learn.
     *
     * @param frames without a label
     * @param set of the labelled ones, which says what a label is
     */
    FixMatch(FrameSource frames, LabelledClasses set, FineTuningPlan plan, Normalisation normalisation) {
        this.frames = frames;
        this.plan = plan;
        this.kind = set.kind();
        this.plain = new EvaluationView(plan.imageSize(), normalisation);
        this.augmented = ViewProfile.of(frames.frame(0).modality()).recipe(plan.imageSize(), normalisation);
        this.order = new BalancedOrder(new int[frames.size()], plan.seed() + 1);
        this.perClass = new int[set.classes()];
    }

    /** Steps until it is looked at again: a pass over the images, at most a tenth of all steps. */
    int epoch() {
        int pass = frames.size() / (PER_LABELLED * plan.batchSize());
        return Math.max(1, Math.min(pass, plan.steps() / 10));
    }

    Batch batch(int step) {
        int count = PER_LABELLED * plan.batchSize();
        float[] first = new float[count * plain.length()];
        float[] second = new float[count * augmented.length()];
        for (int i = 0; i < count; i++) {
            BalancedOrder.Draw draw = order.at((long) step * count + i);
            ViewRandom random = ViewRandom.of(plan.seed(), frames.id(draw.sample()), draw.round(), 1);
            plain.write(frames.frame(draw.sample()), first, i * plain.length());
            augmented.write(frames.frame(draw.sample()), random, second, i * augmented.length());
        }
        int channels = plain.normalisation().channels();
        int size = plain.size();
        return new Batch(
                new ImageBatch(first, count, channels, size, size),
                new ImageBatch(second, count, channels, size, size));
    }

    /** The labels' loss, and what the unlabelled images add to it. */
    NDArray add(NDArray labelled, Batch batch, NDManager step, UnaryOperator<NDArray> logits) {
        float[] scores =
                Gradients.off(() -> logits.apply(images(batch.plain(), step))).toFloatArray();
        int width = scores.length / batch.plain().count();
        double[][] p = new double[batch.plain().count()][];
        Arrays.setAll(p, i -> Scores.probabilities(kind, row(scores, i, width)));
        PseudoLabels labels = PseudoLabels.of(kind, p, CERTAINTY);
        note(labels);
        return labels.kept() == 0
                ? labelled
                : labelled.add(labels.loss(logits.apply(images(batch.augmented(), step)), step));
    }

    private static NDArray images(ImageBatch batch, NDManager step) {
        return step.create(batch.values(), new Shape(batch.shape()));
    }

    private static double[] row(float[] values, int row, int width) {
        double[] some = new double[width];
        Arrays.setAll(some, j -> values[row * width + j]);
        return some;
    }

    private void note(PseudoLabels labels) {
        kept += labels.kept();
        asked += labels.asked();
        int[] more = labels.perClass();
        Arrays.setAll(perClass, k -> perClass[k] + more[k]);
    }

    /** What was kept since the last time. */
    Kept take() {
        Kept since = new Kept((double) kept / Math.max(1, asked), perClass);
        kept = 0;
        asked = 0;
        perClass = new int[perClass.length];
        return since;
    }
}
