package org.isocenter.dicom.deidentify;

import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Dictionary;
import org.isocenter.dicom.dataset.Element;

/** D of Patient ID and Patient's Name: the patient's pseudonym stands there. */
record AssignPseudonym() implements Action {
    @Override
    public void apply(Dataset dataset, Element element, Subject subject) {
        dataset.set(
                element.tag(), Dictionary.vr(element.tag()), subject.pseudonym().value());
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
