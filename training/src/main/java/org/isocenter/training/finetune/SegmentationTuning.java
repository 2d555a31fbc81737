package org.isocenter.training.finetune;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.isocenter.platform.imaging.Frame;
import org.isocenter.training.data.ImageBatch;
import org.isocenter.training.encoder.BatchStatistics;
import org.isocenter.training.encoder.Encoder;
import org.isocenter.training.loss.DiceCrossEntropyLoss;
import org.isocenter.training.view.Plane;
import org.isocenter.training.view.ViewRandom;
import org.isocenter.training.view.ViewRecipe;

/** Trains an encoder together with the decoder on it; each view of a frame and of its mask is cut from the same place. */
final class SegmentationTuning {
    /** Over the whole batch, since a view may show nothing of a class. */
    private static final DiceCrossEntropyLoss LOSS = new DiceCrossEntropyLoss(false, true);

    private final LabelledMasks set;
    private final FineTuningPlan plan;
    private final Encoder encoder;
    private final Decoder decoder;
    private final ViewRecipe recipe;
    private final BalancedOrder order;

    /** Prepares to train; encoder and decoder are the ones that will be changed. */
    SegmentationTuning(LabelledMasks set, FineTuningPlan plan, Encoder encoder, Decoder decoder) {
        this.set = set;
        this.plan = plan;
        this.encoder = encoder;
        this.decoder = decoder;
        this.recipe = new ViewRecipe(plan.imageSize(), encoder.architecture().normalisation(), plan.augmentations());
        this.order = new BalancedOrder(new int[set.frames().size()], plan.seed());
    }

    /** Trains to the end. */
    void run(NDManager manager, StepListener listener) {
        int stages = encoder.architecture().stagesBeneathMaps();
        try (TuningLoop loop = new TuningLoop(plan, manager, encoder, stages, decoder.parameters())) {
            loop.run(this::batch, this::loss, listener);
        }
    }

    private NDArray loss(LabelledBatch batch, NDManager step) {
        Shape shape = new Shape(batch.images().shape());
        NDArray images = step.create(batch.images().values(), shape);
        NDArray scores = decoder.scores(encoder.stages(images, plan.statistics()), shape, BatchStatistics.LIVE);
        NDArray labels = step.create(batch.labels(), new Shape(shape.get(0), 1, shape.get(2), shape.get(3)));
        return LOSS.of(scores, labels);
    }

    private LabelledBatch batch(int step) {
        int count = plan.batchSize();
        int area = recipe.size() * recipe.size();
        float[] values = new float[count * recipe.length()];
        float[] labels = new float[count * area];
        for (int i = 0; i < count; i++) {
            BalancedOrder.Draw draw = order.at((long) step * count + i);
            Frame frame = set.frames().frame(draw.sample());
            ViewRandom random = ViewRandom.of(plan.seed(), set.frames().id(draw.sample()), draw.round(), 0);
            recipe.write(frame, mask(draw.sample(), frame), random, values, i * recipe.length(), labels, i * area);
        }
        int channels = recipe.normalisation().channels();
        return new LabelledBatch(new ImageBatch(values, count, channels, recipe.size(), recipe.size()), whole(labels));
    }

    private static long[] whole(float[] labels) {
        long[] whole = new long[labels.length];
        for (int i = 0; i < whole.length; i++) {
            whole[i] = Math.round(labels[i]);
        }
        return whole;
    }

    private Plane mask(int place, Frame frame) {
        byte[] mask = set.masks().mask(place, frame.rows(), frame.columns());
        float[] values = new float[mask.length];
        for (int i = 0; i < mask.length; i++) {
            values[i] = Math.min(mask[i] & 0xff, set.classes());
        }
        return new Plane(frame.rows(), frame.columns(), 1, values);
    }
}
