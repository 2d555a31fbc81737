package org.isocenter.dicom.iod;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.dataset.Vr;
import org.junit.jupiter.api.Test;

class IodCheckTest {
    private static final int PROCEDURE_CODE_SEQUENCE = 0x00081032;

    private final Dataset ct = new Dataset();

    IodCheckTest() {
        ct.set(Tag.SOP_CLASS_UID, Vr.UI, "1.2.840.10008.5.1.4.1.1.2");
        ct.set(Tag.SOP_INSTANCE_UID, Vr.UI, "1.2.3");
        ct.set(Tag.MODALITY, Vr.CS, "CT");
    }

    @Test
    void a_mandatory_attribute_that_is_not_there_is_missing() {
        assertThat(IodCheck.of(ct).violations())
                .contains(new Violation("StudyInstanceUID", Violation.Kind.MISSING))
                .contains(new Violation("PatientName", Violation.Kind.MISSING))
                .noneMatch(violation -> violation.path().equals("InstitutionName"))
                .noneMatch(violation -> violation.path().equals("ContrastBolusAgent"));
    }

    @Test
    void padding_is_no_value() {
        ct.set(Tag.STUDY_INSTANCE_UID, Vr.UI, "");
        ct.set(Tag.MODALITY, Vr.CS, "  ");
        ct.set(Tag.PATIENT_NAME, Vr.PN, "");
        assertThat(IodCheck.of(ct).violations())
                .contains(new Violation("StudyInstanceUID", Violation.Kind.EMPTY))
                .contains(new Violation("Modality", Violation.Kind.EMPTY))
                .noneMatch(violation -> violation.path().equals("PatientName"));
    }

    @Test
    void items_are_looked_into() {
        Dataset code = new Dataset();
        code.set(Tag.CODE_VALUE, Vr.SH, "1");
        ct.setItems(PROCEDURE_CODE_SEQUENCE, List.of(code));
        assertThat(IodCheck.of(ct).violations())
                .contains(new Violation("ProcedureCodeSequence.CodeMeaning", Violation.Kind.MISSING));
    }

    @Test
    void what_was_wrong_before_is_not_new_and_one_more_of_it_is() {
        IodCheck before = IodCheck.of(ct);
        assertThat(IodCheck.of(ct).since(before)).isEmpty();
        ct.remove(Tag.MODALITY);
        ct.setItems(PROCEDURE_CODE_SEQUENCE, List.of(new Dataset()));
        IodCheck one = IodCheck.of(ct);
        assertThat(one.since(before))
                .hasToString("[Modality is missing, ProcedureCodeSequence.CodeMeaning is missing]");
        ct.setItems(PROCEDURE_CODE_SEQUENCE, List.of(new Dataset(), new Dataset()));
        assertThat(IodCheck.of(ct).since(one)).hasSize(1);
    }

    @Test
    void an_unknown_class_violates_nothing() {
        ct.set(Tag.SOP_CLASS_UID, Vr.UI, "1.2.826.0.1");
        assertThat(IodCheck.of(ct).violations()).isEmpty();
    }
}
