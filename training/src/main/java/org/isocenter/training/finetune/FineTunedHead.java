package org.isocenter.training.finetune;

import ai.djl.ndarray.NDManager;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.isocenter.platform.label.LabelKind;
import org.isocenter.training.data.FrameSource;
import org.isocenter.training.data.SomeFrames;
import org.isocenter.training.encoder.Architecture;
import org.isocenter.training.encoder.Encoder;
import org.isocenter.training.encoder.EncoderFeatures;
import org.isocenter.training.weights.Weights;

/** A linear classifier and the encoder beneath it, trained together. */
public final class FineTunedHead implements ClassificationHead, AutoCloseable {
    private static final String HEAD = "head.";
    private static final String ENCODER = "encoder.";

    private final Encoder encoder;
    private final EncoderFeatures features;
    private final LinearLayer layer;

    private FineTunedHead(Encoder encoder, EncoderFeatures features, LinearLayer layer) {
        this.encoder = encoder;
        this.features = features;
        this.layer = layer;
    }

    /**
     * Trains a head, at lower rates where it goes wrong ({@link Retreat}).
     *
     * @param start the encoder to begin with; it stays as it is
     * @param manager that the head's arrays live in until it is closed
     * @throws org.isocenter.platform.error.PlatformException {@code LOSS_NOT_FINITE}
     */
    public static FineTunedHead fit(
            Encoder start, LabelledClasses set, FineTuningPlan plan, NDManager manager, StepListener listener) {
        return fit(start, set, plan, manager, listener, Optional.empty());
    }

    /** The same with what unlabelled images teach. */
    static FineTunedHead fit(
            Encoder start,
            LabelledClasses set,
            FineTuningPlan plan,
            NDManager manager,
            StepListener listener,
            Optional<SelfTraining.Matched> matched) {
        BiFunction<FineTuningPlan, StepListener, FineTunedHead> training = (tried, told) -> {
            Encoder encoder = Encoder.of(start.architecture(), manager, start.weights());
            return fit(encoder, set, tried, manager, told, (step, layer) -> {}, matched);
        };
        return matched.isPresent()
                ? Retreat.fromWhatIsNotFinite(plan, listener, training)
                : Retreat.from(plan, listener, training);
    }

    /** Trains an encoder, which belongs to the head from now on, together with a fresh layer. */
    private static FineTunedHead fit(
            Encoder encoder,
            LabelledClasses set,
            FineTuningPlan plan,
            NDManager manager,
            StepListener listener,
            ClassificationTuning.Watch watch,
            Optional<SelfTraining.Matched> matched) {
        try {
            LinearLayer layer = new ClassificationTuning(set, plan, encoder).run(manager, listener, watch, matched);
            return new FineTunedHead(encoder, new EncoderFeatures(encoder, manager, plan.imageSize()), layer);
        } catch (RuntimeException | Error e) {
            encoder.close();
            throw e;
        }
    }

    /**
     * Trains one more on four fifths of the labelled patients and asks it about the others.
     *
     * @param start the encoder to begin with; it stays as it is
     * @param set that {@link Rehearsal#suits}
     * @param plan of the head itself
     */
    public static Rehearsal rehearse(
            Encoder start, LabelledClasses set, FineTuningPlan plan, NDManager manager, StepListener listener) {
        int[] fold = HeldOut.folds(set, plan.seed());
        LabelledClasses asked = set.only(HeldOut.places(fold, each -> each == 0));
        LabelledClasses others = set.only(HeldOut.places(fold, each -> each != 0));
        FrameSource frames = new SomeFrames(
                set.frames(), IntStream.of(asked.places()).boxed().toList());
        SortedMap<Integer, HeldOut> said = new TreeMap<>();
        Retreat.from(plan, listener, (tried, told) -> {
                    Encoder encoder = Encoder.of(start.architecture(), manager, start.weights());
                    EncoderFeatures features = new EncoderFeatures(encoder, manager, plan.imageSize());
                    ClassificationTuning.Watch watch = (step, layer) -> {
                        if (Rehearsal.asksAfter(step, plan)) {
                            double[][] p = layer.get().probabilities(features.embed(frames));
                            said.put(step, new HeldOut(p, asked.targets(), asked.kind()));
                        }
                    };
                    return fit(encoder, others, tried, manager, told, watch, Optional.empty());
                })
                .close();
        return new Rehearsal(said);
    }

    /**
     * A head that was trained before.
     *
     * @param weights as {@link #weights()} gave them
     * @param kind of the labels that it learnt from
     * @param imageSize side of the view that it was trained with
     * @throws org.isocenter.platform.error.PlatformException {@code WEIGHTS_MISMATCH}
     */
    public static FineTunedHead load(
            Architecture architecture, Weights weights, LabelKind kind, int imageSize, NDManager manager) {
        LinearLayer layer = LinearLayer.of(weights.of(HEAD), kind);
        Encoder encoder = Encoder.of(architecture, manager, weights.of(ENCODER));
        return new FineTunedHead(encoder, new EncoderFeatures(encoder, manager, imageSize), layer);
    }

    @Override
    public double[][] probabilities(FrameSource frames) {
        return layer.probabilities(features.embed(frames));
    }

    /** The layer as {@code head.…} and the encoder as {@code encoder.…}: all that it takes to predict. */
    public Weights weights() {
        return layer.weights().under(HEAD).and(encoder.weights().under(ENCODER));
    }

    @Override
    public void close() {
        encoder.close();
    }
}
