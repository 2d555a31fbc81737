package org.isocenter.dicom.deidentify;

import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Element;

/** C of a sequence: it stays, and every text inside is cleaned as a description is, at any depth. */
record CleanItems() implements Action {
    @Override
    public void apply(Dataset dataset, Element element, Subject subject) {
        // nothing: the walk goes on into the items, and strictly
    }

    @Override
    public String code() {
        return "C";
    }
}
