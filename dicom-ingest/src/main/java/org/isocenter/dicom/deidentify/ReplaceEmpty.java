package org.isocenter.dicom.deidentify;

import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Element;

/** Z: the element stays with no value. */
record ReplaceEmpty() implements Action {
    @Override
    public void apply(Dataset dataset, Element element, Subject subject) {
        Dummy.clear(dataset, element.tag(), element.vr());
    }

    @Override
    public String code() {
        return "Z";
    }

    @Override
    public boolean takesAway() {
        return true;
    }
}
