package org.isocenter.platform.label;

import java.util.UUID;

/** The only way to the labels of test patients; only evaluation may import this type. */
public interface TestLabelSets {

    /**
     * The labels of a version's test patients.
     *
     * @param labelSet a frozen set
     * @param cohortVersion whose split says which patients are test
     */
    TestLabels test(UUID labelSet, UUID cohortVersion);
}
