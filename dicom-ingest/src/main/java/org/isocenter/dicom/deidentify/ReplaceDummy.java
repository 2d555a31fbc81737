package org.isocenter.dicom.deidentify;

import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Element;

/** D: the element gets a value that is legal for its value representation and says nothing. */
record ReplaceDummy() implements Action {
    @Override
    public void apply(Dataset dataset, Element element, Subject subject) {
        Dummy.put(dataset, element.tag(), element.vr(), subject);
    }

    @Override
    public String code() {
        return "D";
    }

    @Override
    public boolean takesAway() {
        return true;
    }
}
