package org.isocenter.training.evaluation;

import jakarta.inject.Singleton;
import java.util.UUID;
import org.isocenter.platform.cohort.CohortVersion;
import org.isocenter.platform.label.TestLabelSets;
import org.isocenter.training.data.FrameSource;

/** Hands out the labelled test images of a cohort version for measuring; the labels themselves are seen by nobody outside of this room. */
@Singleton
public class TestSets {
    private final TestLabelSets labels;

    public TestSets(TestLabelSets labels) {
        this.labels = labels;
    }

    /**
     * The labelled test images.
     *
     * @param labelSet a frozen set
     * @param version whose split says which patients are test
     * @param all frames of the version's members, in their order
     * @throws org.isocenter.platform.error.PlatformException {@code TOO_FEW_LABELS} where no test patient has a label
     */
    public TestSet of(UUID labelSet, CohortVersion version, FrameSource all) {
        return TestSet.of(all, version.members(), labels.test(labelSet, version.id()));
    }
}
