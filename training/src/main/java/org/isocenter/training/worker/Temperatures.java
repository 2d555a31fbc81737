package org.isocenter.training.worker;

import java.util.Optional;
import java.util.function.Supplier;
import org.isocenter.training.evaluation.FittedTemperature;
import org.isocenter.training.finetune.HeldOut;
import org.isocenter.training.finetune.LabelledClasses;
import org.isocenter.training.finetune.Rehearsal;

/** Whether, and from what, the probabilities of a head are calibrated; never from test patients. */
final class Temperatures {
    private Temperatures() {}

    /** From every label in turn, asked of a classifier that has not seen its patient. */
    static FittedTemperature crossValidated(LabelledClasses set, Supplier<HeldOut> heldOut) {
        return set.size() < HeldOut.LEAST
                ? FittedTemperature.none(
                        "%d labels are too few to calibrate by; it takes %d".formatted(set.size(), HeldOut.LEAST))
                : FittedTemperature.of(heldOut.get(), "cross-validated over training patients, five folds");
    }

    /** From the labels of a fifth of the patients, asked of one more head that was trained on the others. */
    static FittedTemperature ofAFifth(LabelledClasses set, Optional<HeldOut> heldOut) {
        return heldOut.map(held -> FittedTemperature.of(
                        held, "on a fifth of the training patients, held out from one more training"))
                .orElseGet(() -> FittedTemperature.none(
                        "%d labels are too few to hold a fifth out and calibrate by it; it takes %d, and %d of each class"
                                .formatted(set.size(), Rehearsal.LEAST, Rehearsal.LEAST_OF_A_CLASS)));
    }

    /** Of a head that only serves to compare. */
    static FittedTemperature ofABaseline() {
        return FittedTemperature.none("a baseline is not calibrated: nobody will use it");
    }

    /** Of a head that also learnt from images without a label. */
    static FittedTemperature ofSelfTraining() {
        return FittedTemperature.none(
                "a self-trained head is not calibrated: one trained on the labels alone would say nothing of it");
    }

    /** Of a head that keeps its examples. */
    static FittedTemperature ofExamples() {
        return FittedTemperature.none("a head that answers from its examples is not calibrated");
    }
}
