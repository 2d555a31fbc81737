package org.isocenter.training.explanation;

import java.util.Optional;

/**
 * Whether maps hang on what was learnt: how alike they order the places of an image to the maps of the same network with random weights (Adebayo et al.
 * 2018, <a href="https://arxiv.org/abs/1810.03292">arXiv:1810.03292</a>). A map that stays the same shows the image's own edges or the network's build.
 *
 * @param correlation mean over images and draws of Spearman's rank correlation, -1 to 1; near 0 is good
 * @param images that were compared
 * @param draws of random weights
 */
public record WeightsCheck(double correlation, int images, int draws) {
    /** From here on maps are called alike. */
    public static final double ALIKE = 0.5;

    /** A sentence where the maps are not to be trusted. */
    public Optional<String> warning() {
        return Math.abs(correlation) < ALIKE
                ? Optional.empty()
                : Optional.of(
                        "the maps stay alike with random weights (rank correlation %.2f): they show the image or the network's build, not what the head has learnt"
                                .formatted(correlation));
    }
}
