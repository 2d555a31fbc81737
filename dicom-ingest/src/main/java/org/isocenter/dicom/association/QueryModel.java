package org.isocenter.dicom.association;

import java.util.Arrays;
import java.util.Optional;

/** The information models of query and retrieve (PS3.4 C.6.1, C.6.2) by their SOP classes. */
public enum QueryModel {
    PATIENT_ROOT("1.2.840.10008.5.1.4.1.2.1."),
    STUDY_ROOT("1.2.840.10008.5.1.4.1.2.2.");

    private final String arc;

    QueryModel(String arc) {
        this.arc = arc;
    }

    /** SOP class of C-FIND. */
    public String find() {
        return arc + 1;
    }

    /** SOP class of C-MOVE. */
    public String move() {
        return arc + 2;
    }

    /** SOP class of C-GET. */
    public String get() {
        return arc + 3;
    }

    /** The model that a SOP class of find, move or get belongs to. */
    static Optional<QueryModel> of(String sopClass) {
        return Arrays.stream(values())
                .filter(model ->
                        sopClass.equals(model.find()) || sopClass.equals(model.move()) || sopClass.equals(model.get()))
                .findFirst();
    }
}
