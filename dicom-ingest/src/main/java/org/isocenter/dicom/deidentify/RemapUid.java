package org.isocenter.dicom.deidentify;

import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Element;

/** U: every UID of the element becomes its keyed new one; UIDs of the standard stay. */
record RemapUid() implements Action {
    @Override
    public void apply(Dataset dataset, Element element, Subject subject) {
        String[] mapped = dataset.strings(element.tag()).stream()
                .map(uid -> uid.isBlank() ? "" : subject.uids().map(uid.strip()))
                .toArray(String[]::new);
        dataset.set(element.tag(), element.vr(), mapped);
    }

    @Override
    public String code() {
        return "U";
    }
}
