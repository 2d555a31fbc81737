package org.isocenter.training.finetune;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.isocenter.platform.label.LabelKind;
import org.isocenter.training.data.FrameSource;
import org.isocenter.training.data.ImageBatch;
import org.isocenter.training.encoder.Encoder;
import org.isocenter.training.encoder.EncoderFeatures;
import org.isocenter.training.view.ViewRandom;
import org.isocenter.training.view.ViewRecipe;
import org.isocenter.training.weights.Weights;

/**
 * Trains an encoder together with the linear layer on it, beginning with the layer that fits best while the encoder stands still (Kumar et al. 2022,
 * <a href="https://arxiv.org/abs/2202.10054">arXiv:2202.10054</a>): a fresh layer would first of all spoil the features. The layer is trained on scaled
 * features, where all its weights are of one size. Classes count as the set's {@link Balance} says.
 */
final class ClassificationTuning {
    private final LabelledClasses set;
    private final FineTuningPlan plan;
    private final Encoder encoder;
    private final ViewRecipe recipe;
    private final BalancedOrder order;
    private final double[] weights;

    /**
     * One step's input.
     *
     * @param batch N images
     * @param weights N, of each in the loss
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Drawn(LabelledBatch batch, double[] weights) {}

    /** Prepares to train; the encoder is the one that will be changed. */
    ClassificationTuning(LabelledClasses set, FineTuningPlan plan, Encoder encoder) {
        this.set = set;
        this.plan = plan;
        this.encoder = encoder;
        this.recipe = new ViewRecipe(plan.imageSize(), encoder.architecture().normalisation(), plan.augmentations());
        this.order = set.balance().order(set.turns(), plan.seed());
        this.weights = set.balance().weights(set.turns());
    }

    /** What a layer on raw features is asked after some of the steps, counted from 1. */
    @FunctionalInterface
    interface Watch {
        void after(int step, Supplier<LinearLayer> layer);
    }

    /** Trains to the end and gives the layer on raw features. */
    LinearLayer run(NDManager parent, StepListener listener, Watch watch, Optional<SelfTraining.Matched> matched) {
        ScaledLayer fitted = ScaledLayer.fit(features(parent), set, plan.seed());
        try (NDManager manager = parent.newSubManager()) {
            Scaled layer = Scaled.of(manager, fitted);
            try (TuningLoop loop = new TuningLoop(
                    plan, manager, encoder, encoder.architecture().stages(), layer.parameters())) {
                if (matched.isPresent()) {
                    return new Matching(parent, layer, fitted, matched.get()).run(loop, listener);
                }
                loop.run(this::batch, (drawn, step) -> loss(drawn, step, layer), listener, step -> {
                    watch.after(step, () -> layer.copy(set.kind()).onRaw(fitted.scale()));
                    return true;
                });
            }
            return layer.copy(set.kind()).onRaw(fitted.scale());
        }
    }

    private EncoderFeatures features(NDManager parent) {
        return new EncoderFeatures(encoder, parent, plan.imageSize());
    }

    private NDArray loss(Drawn drawn, NDManager step, Scaled layer) {
        ImageBatch views = drawn.batch().images();
        NDArray images = step.create(views.values(), new Shape(views.shape()));
        return new ClassificationLoss(set.kind(), set.classes())
                .of(logits(images, layer), drawn.batch().labels(), drawn.weights(), step);
    }

    private NDArray logits(NDArray images, Scaled layer) {
        return layer.logits(encoder.represent(images, plan.statistics()));
    }

    /** Training on unlabelled images too, watched by held-out labels; where that ends it, the best epoch is given. */
    private final class Matching {
        private final NDManager parent;
        private final Scaled layer;
        private final ScaledLayer fitted;
        private final FixMatch match;
        private final SelfTrainingWatch watch;
        private Weights best;
        private LinearLayer bestLayer;
        private boolean ended;

        /** Labelled and unlabelled images of one step. */
        private record Both(Drawn labelled, FixMatch.Batch unlabelled) {}

        Matching(NDManager parent, Scaled layer, ScaledLayer fitted, SelfTraining.Matched matched) {
            this.parent = parent;
            this.layer = layer;
            this.fitted = fitted;
            this.match = matched.match();
            this.watch = matched.watch();
            this.best = encoder.weights();
            this.bestLayer = layer();
        }

        LinearLayer run(TuningLoop loop, StepListener listener) {
            match.take(); // a try that went wrong has counted too
            watch.begin(this::probabilities);
            loop.run(
                    step -> new Both(batch(step), match.batch(step)),
                    (both, step) -> match.add(
                            loss(both.labelled(), step, layer),
                            both.unlabelled(),
                            step,
                            images -> logits(images, layer)),
                    listener,
                    this::goesOn);
            if (!ended) {
                return layer();
            }
            encoder.parameters()
                    .forEach((name, array) -> array.set(best.get(name).values()));
            return bestLayer;
        }

        private boolean goesOn(int step) {
            if (step % match.epoch() != 0) {
                return true;
            }
            FixMatch.Kept kept = match.take();
            switch (watch.after(kept.share(), kept.perClass(), this::probabilities)) {
                case BEST -> {
                    best = encoder.weights();
                    bestLayer = layer();
                }
                case END -> ended = true;
                case GO_ON -> {}
            }
            return !ended;
        }

        private double[][] probabilities(FrameSource frames) {
            return layer().probabilities(features(parent).embed(frames));
        }

        private LinearLayer layer() {
            return layer.copy(set.kind()).onRaw(fitted.scale());
        }
    }

    private Drawn batch(int step) {
        int count = plan.batchSize();
        float[] values = new float[count * recipe.length()];
        int width = set.targets()[0].length;
        long[] labels = new long[count * width];
        double[] weigh = new double[count];
        for (int i = 0; i < count; i++) {
            BalancedOrder.Draw draw = order.at((long) step * count + i);
            int place = set.places()[draw.sample()];
            ViewRandom random = ViewRandom.of(plan.seed(), set.frames().id(place), draw.round(), 0);
            recipe.write(set.frames().frame(place), random, values, i * recipe.length());
            weigh[i] = weights[draw.sample()];
            for (int k = 0; k < width; k++) {
                labels[i * width + k] = set.targets()[draw.sample()][k];
            }
        }
        int channels = recipe.normalisation().channels();
        return new Drawn(
                new LabelledBatch(new ImageBatch(values, count, channels, recipe.size(), recipe.size()), labels),
                weigh);
    }

    /** A linear layer in the engine, features x scores, behind a scale that stays as it is. */
    private record Scaled(NDArray weight, NDArray bias, NDArray mean, NDArray deviation) {
        static Scaled of(NDManager manager, ScaledLayer fitted) {
            LinearLayer layer = fitted.layer();
            int scores = layer.bias().length;
            int features = layer.features();
            NDArray weight = manager.create(turned(layer.weight(), scores, features), new Shape(features, scores));
            NDArray bias = manager.create(layer.bias());
            weight.setRequiresGradient(true);
            bias.setRequiresGradient(true);
            return new Scaled(
                    weight,
                    bias,
                    manager.create(floats(fitted.scale().mean())),
                    manager.create(floats(fitted.scale().deviation())));
        }

        /** Rows and columns exchanged. */
        private static float[] turned(float[] values, int rows, int columns) {
            float[] turned = new float[values.length];
            for (int i = 0; i < values.length; i++) {
                turned[i % columns * rows + i / columns] = values[i];
            }
            return turned;
        }

        private static float[] floats(double[] values) {
            float[] floats = new float[values.length];
            for (int i = 0; i < floats.length; i++) {
                floats[i] = (float) values[i];
            }
            return floats;
        }

        /** (N, features) to (N, scores). */
        NDArray logits(NDArray features) {
            return features.sub(mean).div(deviation).matMul(weight).add(bias);
        }

        Map<String, NDArray> parameters() {
            Map<String, NDArray> parameters = new LinkedHashMap<>();
            parameters.put("weight", weight);
            parameters.put("bias", bias);
            return parameters;
        }

        LinearLayer copy(LabelKind kind) {
            float[] values = bias.toFloatArray();
            int features = (int) weight.size() / values.length;
            return new LinearLayer(turned(weight.toFloatArray(), features, values.length), values, kind);
        }
    }
}
