package org.isocenter.training.finetune;

import java.util.Set;
import org.isocenter.platform.study.FrameId;

/** How many labels a head may learn from; every label used for any choice counts. */
public sealed interface LabelBudget {

    /**
     * The same number of each class.
     *
     * @param labels at least 1
     */
    record PerClass(int labels) implements LabelBudget {
        public PerClass {
            atLeastOne(labels);
        }
    }

    /**
     * A number in all, as for masks.
     *
     * @param labels at least 1
     */
    record Total(int labels) implements LabelBudget {
        public Total {
            atLeastOne(labels);
        }
    }

    /** Every label of the training patients. */
    record All() implements LabelBudget {}

    /** Exactly these frames, as in a subsets file. */
    record Given(Set<FrameId> frames) implements LabelBudget {
        public Given {
            frames = Set.copyOf(frames);
        }
    }

    private static void atLeastOne(int labels) {
        if (labels < 1) {
            throw new IllegalArgumentException("a head learns from at least one label, not " + labels);
        }
    }
}
