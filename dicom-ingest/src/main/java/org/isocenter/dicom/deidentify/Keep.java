package org.isocenter.dicom.deidentify;

import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Element;

/** K: the element stays; the items of a sequence are cleaned by the same rules. */
record Keep() implements Action {
    @Override
    public void apply(Dataset dataset, Element element, Subject subject) {
        // nothing: the walk goes on into the items
    }

    @Override
    public String code() {
        return "K";
    }
}
