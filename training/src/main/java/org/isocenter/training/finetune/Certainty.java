package org.isocenter.training.finetune;

/**
 * When a head is sure of an image without a label.
 *
 * @param present a class or grade is taken where its probability is at least this, and a finding is there
 * @param absent a finding is not there where its probability is at most this
 */
record Certainty(double present, double absent) {
    Certainty {
        if (!(present > absent && present <= 1 && absent >= 0)) {
            throw new IllegalArgumentException(
                    "expected two thresholds of 0 to 1, the upper first, came %s and %s".formatted(present, absent));
        }
    }
}
