package org.isocenter.training.optimizer;

/** A number that changes with the step, counted from 0: a learning rate, a weight decay, a momentum, a temperature. */
@FunctionalInterface
public interface Schedule {

    /** The number at a step; beyond the end it stays what it was there. */
    double at(long step);

    /** The same at every step. */
    static Schedule constant(double value) {
        return step -> value;
    }

    /** Half a cosine from start to end: {@code end + (start - end) (1 + cos(π t / T)) / 2}. A momentum goes up to 1 in this way. */
    static Schedule cosine(double start, double end, long steps) {
        return step -> {
            double share = steps <= 0 ? 1 : Math.min(1, (double) step / steps);
            return end + (start - end) * 0.5 * (1 + Math.cos(Math.PI * share));
        };
    }

    /** A straight line from 0 at step 0 to the peak at step W, then half a cosine from the peak at W to the end at T. */
    static Schedule warmupCosine(double peak, double end, long warmupSteps, long steps) {
        Schedule fall = cosine(peak, end, steps - warmupSteps);
        return step -> step < warmupSteps ? peak * step / warmupSteps : fall.at(step - warmupSteps);
    }

    /** A straight line from start to end over the first steps, both among them, then the end: a teacher's temperature. */
    static Schedule linear(double start, double end, long steps) {
        return step -> step < steps - 1 ? start + (end - start) * step / (steps - 1) : end;
    }

    /** FixMatch's slow fall: {@code base cos(7 π t / 16 T)}. */
    static Schedule sevenSixteenthsCosine(double base, long steps) {
        return step -> base * Math.cos(7 * Math.PI * Math.min(step, steps) / (16.0 * steps));
    }
}
