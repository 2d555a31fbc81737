package org.isocenter.training.finetune;

/** Told after every step how far a fine-tuning is. What it throws ends the work at that step, and everything that the work held is given back. */
@FunctionalInterface
public interface StepListener {
    /** For whoever does not want to know. */
    StepListener SILENT = (step, total, loss) -> {};

    /**
     * A step is done.
     *
     * @param step 1 for the first
     * @param total steps in all
     * @param loss of this step's batch, finite
     */
    void afterStep(int step, int total, double loss);
}
