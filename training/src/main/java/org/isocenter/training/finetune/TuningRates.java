package org.isocenter.training.finetune;

/**
 * Peak learning rates of AdamW. The encoder's fall geometrically from its last stage to its stem: what is close to the pixels needs the least change.
 *
 * @param head of what starts fresh
 * @param lastStage of the encoder's end
 * @param stem of the encoder's beginning
 * @param weightDecay of matrices and filters
 */
public record TuningRates(double head, double lastStage, double stem, double weightDecay) {
    public TuningRates {
        if (!(head > 0 && lastStage > 0 && stem > 0 && weightDecay >= 0)) {
            throw new IllegalArgumentException("rates are positive and the weight decay is not negative");
        }
    }

    /** A share of them; the weight decay, which goes with them, stays. */
    TuningRates times(double share) {
        return new TuningRates(head * share, lastStage * share, stem * share, weightDecay);
    }

    /** The peak rate of one stage of the encoder, 0 for the stem. */
    double ofStage(int stage, int stages) {
        double place = stages < 2 ? 1 : (double) stage / (stages - 1);
        return stem * Math.pow(lastStage / stem, place);
    }
}
