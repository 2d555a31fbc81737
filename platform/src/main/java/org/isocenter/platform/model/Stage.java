package org.isocenter.platform.model;

/** Where in the chain of a run an encoder stands. */
public enum Stage {
    /** Fresh weights from a seed. */
    RANDOM,
    /** Weights from natural images, usually imported. */
    IMAGENET,
    /** Learnt the classes of labelled images, usually natural ones, where no ImageNet file was at hand. */
    SUPERVISED,
    /** Self-supervised on the project's own images. */
    IN_DOMAIN,
    /** Self-supervised over several instances of one patient. */
    MULTI_INSTANCE
}
