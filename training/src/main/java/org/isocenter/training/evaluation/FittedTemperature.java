package org.isocenter.training.evaluation;

import java.util.Optional;
import org.isocenter.platform.model.Calibration;
import org.isocenter.training.finetune.HeldOut;

/**
 * The temperature of a head, fitted without test patients.
 *
 * @param value by which its logits are divided; empty where none could be fitted
 * @param labels number of labelled training images that it was fitted on
 * @param how it was fitted, or why it was not
 */
public record FittedTemperature(Optional<Double> value, int labels, String how) {

    /** One that was not fitted. */
    public static FittedTemperature none(String why) {
        return new FittedTemperature(Optional.empty(), 0, why);
    }

    /** One that fits what a head of the same kind said of images it had not seen. */
    public static FittedTemperature of(HeldOut heldOut, String how) {
        return new FittedTemperature(Optional.of(heldOut.temperature().temperature()), heldOut.size(), how);
    }

    /** The one of a head that was measured before. */
    public static FittedTemperature of(Calibration calibration) {
        return new FittedTemperature(calibration.temperature(), calibration.fittedOn(), calibration.how());
    }
}
