package org.isocenter.platform.cohort;

import java.util.Map;
import org.isocenter.platform.study.FrameId;

/** How a cohort is divided when it is frozen; always by patient. */
public sealed interface Split permits Split.Seeded, Split.Given, Split.None {

    /**
     * Drawn with a seed; a patient's frames stay together.
     *
     * @param seed same seed, same split
     * @param validation share of patients, 0 to below 1
     * @param test share of patients, 0 to below 1
     * @param strata class by frame, empty for none: each class is divided in the same shares
     */
    record Seeded(long seed, double validation, double test, Map<FrameId, String> strata) implements Split {
        public Seeded {
            strata = Map.copyOf(strata);
            if (!(validation >= 0) || !(test >= 0) || !(validation + test < 1)) {
                throw new IllegalArgumentException("validation and test are shares of at least 0, together below 1");
            }
        }

        public Seeded(long seed) {
            this(seed, 0.15, 0.2, Map.of());
        }
    }

    /** As a person gave it; frames without an entry are left unlabelled. */
    record Given(Map<FrameId, Partition> partitions) implements Split {
        public Given {
            partitions = Map.copyOf(partitions);
        }
    }

    /** Everything is for self-supervision. */
    record None() implements Split {}
}
