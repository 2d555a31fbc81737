package org.isocenter.dicom.deidentify;

import java.util.List;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Element;

/** D: the element gets a value that is legal for its value representation and says nothing. */
record ReplaceDummy() implements Action {
    /** What stands in every text that had to have one. */
    static final String TEXT = "REMOVED";

    @Override
    public void apply(Dataset dataset, Element element, Subject subject) {
        int tag = element.tag();
        switch (element.vr()) {
            case SQ -> dataset.setItems(tag, List.of(new Dataset()));
            case DA -> dataset.set(tag, element.vr(), "19000101");
            case DT -> dataset.set(tag, element.vr(), "19000101000000");
            case TM -> dataset.set(tag, element.vr(), "000000");
            case AS -> dataset.set(tag, element.vr(), "000Y");
            case DS, IS -> dataset.set(tag, element.vr(), "0");
            case UI -> dataset.set(tag, element.vr(), subject.uids().derive("dummy", subject.objectUid() + tag));
            case UR -> dataset.set(tag, element.vr(), "urn:removed");
            case AE, CS, LO, LT, PN, SH, ST, UC, UT -> dataset.set(tag, element.vr(), TEXT);
            case US, SS -> dataset.setBytes(tag, element.vr(), new byte[2]);
            case UL, SL, FL, AT -> dataset.setBytes(tag, element.vr(), new byte[4]);
            default -> dataset.setBytes(tag, element.vr(), new byte[8]);
        }
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
