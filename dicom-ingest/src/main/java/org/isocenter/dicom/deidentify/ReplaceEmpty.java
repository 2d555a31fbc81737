package org.isocenter.dicom.deidentify;

import java.util.List;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Element;
import org.isocenter.dicom.dataset.Vr;

/** Z: the element stays with no value. */
record ReplaceEmpty() implements Action {
    @Override
    public void apply(Dataset dataset, Element element, Subject subject) {
        if (element.vr() == Vr.SQ) {
            dataset.setItems(element.tag(), List.of());
        } else {
            dataset.setBytes(element.tag(), element.vr(), new byte[0]);
        }
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
