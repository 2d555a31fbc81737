package org.isocenter.training.collapse;

import java.util.Optional;

/**
 * Kinds of collapse, what tells them, and what to do. The thresholds lie between what healthy and broken runs of a small encoder show ({@code
 * docs/methods/README.md}).
 */
enum Collapse {
    /** All images get the same embedding. */
    SAME_EMBEDDINGS {
        @Override
        Optional<String> seenIn(Signs signs) {
            return signs.embeddings()
                    .filter(spread -> signs.std() < LEAST_STD)
                    .map(spread ->
                            ("the embeddings of different images are nearly the same: they vary by %.3f of what a"
                                            + " spread-out space has (below %.2f), in %.1f directions of %d."
                                            + " The network has found one answer for everything. Start again with a learning rate of"
                                            + " a third or a larger batch; if that does not help, take a method that pushes images"
                                            + " apart (simclr, vicreg)")
                                    .formatted(signs.std(), LEAST_STD, spread.effectiveRank(), signs.width()));
        }
    },
    /** Embeddings vary, but along a line or a plane. */
    FEW_DIRECTIONS {
        @Override
        Optional<String> seenIn(Signs signs) {
            double least = Math.max(LEAST_RANK, RANK_SHARE * Math.min(signs.images(), signs.width()));
            return signs.embeddings()
                    .filter(spread -> spread.effectiveRank() < least)
                    .map(spread ->
                            ("the embeddings use %.1f directions of %d (below %.1f): most of what tells images apart is"
                                            + " lost. Start again with a lower learning rate or weaker augmentations; with vicreg or"
                                            + " barlowtwins, which keep features apart, this is rarer")
                                    .formatted(spread.effectiveRank(), signs.width(), least));
        }
    },
    /** The teacher puts all images into one bin. */
    ONE_BIN {
        @Override
        Optional<String> seenIn(Signs signs) {
            return signs.sharing()
                    .filter(shares ->
                            shares.meanEntropy() < LEAST_BINS * Math.log(Math.min(shares.bins(), signs.images())))
                    .map(shares ->
                            ("nearly all images fall into one bin of %d: the entropy of the mean is %.3f (%.3f where all"
                                            + " are used alike). Start again with a lower learning rate; check that images differ, and"
                                            + " that batches are not much smaller than 64, for the centre follows their mean")
                                    .formatted(shares.bins(), shares.meanEntropy(), Math.log(shares.bins())));
        }
    },
    /** The teacher shares every image out among all bins alike. */
    BINS_ALIKE {
        @Override
        Optional<String> seenIn(Signs signs) {
            return signs.sharing()
                    .filter(shares -> shares.entropy() > Math.log(shares.bins()) - LEAST_CHOICE)
                    .map(shares ->
                            ("the teacher says of every image that it belongs to all %d bins alike: its entropy is %.4f of"
                                            + " at most %.4f, and the loss stays there. The teacher is not sharp enough: its temperature"
                                            + " must be well below the student's, so raise temperature (usual: 0.1), or start again"
                                            + " with a lower learning rate")
                                    .formatted(shares.bins(), shares.entropy(), Math.log(shares.bins())));
        }
    };

    private static final double LEAST_STD = 0.25;
    private static final double LEAST_RANK = 3;
    private static final double RANK_SHARE = 0.05;
    private static final double LEAST_BINS = 0.1;
    private static final double LEAST_CHOICE = 0.001;

    /** What is seen and what to change, in words; empty where nothing is. */
    abstract Optional<String> seenIn(Signs signs);
}
