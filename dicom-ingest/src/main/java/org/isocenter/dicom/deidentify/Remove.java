package org.isocenter.dicom.deidentify;

import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Element;

/** X: the element is deleted. */
record Remove() implements Action {
    @Override
    public void apply(Dataset dataset, Element element, Subject subject) {
        dataset.remove(element.tag());
    }

    @Override
    public String code() {
        return "X";
    }

    @Override
    public boolean takesAway() {
        return true;
    }
}
