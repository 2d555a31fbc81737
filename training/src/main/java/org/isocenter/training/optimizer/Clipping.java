package org.isocenter.training.optimizer;

/**
 * Bounds on gradients, applied before weight decay: a gradient above a bound is scaled by {@code bound / (norm + 1e-6)}.
 *
 * @param globalNorm bound on the L2 norm of all gradients together; infinite for none
 * @param parameterNorm bound on the L2 norm of each gradient by itself, as DINO does; infinite for none
 */
public record Clipping(double globalNorm, double parameterNorm) {

    /** Gradients as they are. */
    public static Clipping none() {
        return new Clipping(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    /** A bound on all gradients together. */
    public static Clipping global(double norm) {
        return new Clipping(norm, Double.POSITIVE_INFINITY);
    }

    /** A bound on each gradient. */
    public static Clipping perParameter(double norm) {
        return new Clipping(Double.POSITIVE_INFINITY, norm);
    }
}
