package org.isocenter.training.finetune;

import java.util.List;

/**
 * How self-training stands.
 *
 * @param number 1 for the first
 * @param kept share of the unlabelled images' answers that the head was sure of, 0 to 1
 * @param balance share of each class among the images that were taken for one; one class that eats the rest is how it fails
 * @param validation mean probability given to the right answers of the labelled images that are held out to watch it, 0 to 1
 * @param ended whether it ends here, because validation fell while more was kept; the best epoch before is what is given
 */
public record SelfTrainingEpoch(int number, double kept, List<Double> balance, double validation, boolean ended) {
    public SelfTrainingEpoch {
        balance = List.copyOf(balance);
    }

    /** Told after every epoch. */
    @FunctionalInterface
    public interface Listener {
        void afterEpoch(SelfTrainingEpoch epoch);
    }
}
