package org.isocenter.dicom.deidentify;

import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Element;

/** What happens to one element; one action a class (PS3.15 Table E.1-1a). */
interface Action {

    /** Applies itself to an element of a data set, in place. */
    void apply(Dataset dataset, Element element, Subject subject);

    /** The letter under which it is counted: X, Z, D, K, U or C. */
    String code();

    /** Whether the element no longer tells what it told, so that a reader must learn that the profile took it. */
    default boolean takesAway() {
        return false;
    }
}
