package org.isocenter.training.encoder;

/**
 * In what matrix products and convolutions of an encoder are computed. Weights, normalisations, sums of residual branches, results, heads and losses are
 * float32 in either.
 */
public enum Precision {
    FLOAT32(6),
    /** Eight bits of mantissa with the range of float32, so that no gradient vanishes: half the memory, several times the speed on a GPU. */
    BFLOAT16(15);

    private final int type;

    Precision(int type) {
        this.type = type;
    }

    /** The number that kernels know the type by. */
    String constant() {
        return Integer.toString(type);
    }
}
