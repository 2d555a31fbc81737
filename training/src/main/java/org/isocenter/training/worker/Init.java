package org.isocenter.training.worker;

import java.util.Locale;
import org.isocenter.platform.model.EncoderVersion;

/** What a head began with. */
enum Init {
    RANDOM,
    IMAGENET,
    CHAIN;

    /** What starting from an encoder is called. */
    static Init of(EncoderVersion encoder) {
        return switch (encoder.stage()) {
            case RANDOM -> RANDOM;
            case IMAGENET -> IMAGENET;
            case SUPERVISED, IN_DOMAIN, MULTI_INSTANCE -> CHAIN;
        };
    }

    /** As it is written in results. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
