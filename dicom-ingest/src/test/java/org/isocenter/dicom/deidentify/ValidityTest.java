package org.isocenter.dicom.deidentify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.dataset.TransferSyntax;
import org.isocenter.dicom.dataset.Vr;
import org.isocenter.dicom.iod.IodCheck;
import org.isocenter.dicom.iod.Violation;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.junit.jupiter.api.Test;

/** An object stays what its IOD says, and is held where cleaning it cannot leave it so. */
class ValidityTest {
    private static final String CT = "1.2.840.10008.5.1.4.1.1.2";
    private static final String PET = "1.2.840.10008.5.1.4.1.1.128";
    private static final String DX = "1.2.840.10008.5.1.4.1.1.1.1";
    private static final String GRAYSCALE_STATE = "1.2.840.10008.5.1.4.1.1.11.1";
    private static final int REFERENCED_PERFORMED_PROCEDURE_STEP_SEQUENCE = 0x00081111;
    private static final int REFERENCED_IMAGE_SEQUENCE = 0x00081140;
    private static final int CONTENT_SEQUENCE = 0x0040A730;
    private static final int PRESENTATION_CREATION_DATE = 0x00700082;

    @Test
    void a_date_that_one_iod_demands_and_another_does_not_goes_in_the_other() {
        Dataset dataset = object(PET);
        dataset.set(Tag.SERIES_DATE, Vr.DA, "20240310");
        assertThat(basic(dataset).object().dataset().string(Tag.SERIES_DATE)).contains("19000101");
        dataset.set(Tag.SOP_CLASS_UID, Vr.UI, CT);
        assertThat(basic(dataset).object().dataset().contains(Tag.SERIES_DATE)).isFalse();
    }

    @Test
    void a_dummy_sequence_has_an_item_that_its_iod_allows() {
        Dataset step = new Dataset();
        step.set(Tag.REFERENCED_SOP_CLASS_UID, Vr.UI, "1.2.840.10008.3.1.2.3.3");
        step.set(Tag.REFERENCED_SOP_INSTANCE_UID, Vr.UI, "1.2.3.4");
        Dataset dataset = object(DX);
        dataset.setItems(REFERENCED_PERFORMED_PROCEDURE_STEP_SEQUENCE, List.of(step));
        Dataset cleaned = basic(dataset).object().dataset();
        assertThat(cleaned.items(REFERENCED_PERFORMED_PROCEDURE_STEP_SEQUENCE))
                .singleElement()
                .satisfies(item -> {
                    assertThat(item.string(Tag.REFERENCED_SOP_CLASS_UID)).isPresent();
                    assertThat(item.string(Tag.REFERENCED_SOP_INSTANCE_UID))
                            .isPresent()
                            .isNotEqualTo("1.2.3.4");
                });
        assertThat(IodCheck.of(cleaned).since(IodCheck.of(dataset))).isEmpty();
    }

    @Test
    void a_report_keeps_one_item_of_content_that_says_nothing() {
        Dataset content = new Dataset();
        content.set(Tag.RELATIONSHIP_TYPE, Vr.CS, "CONTAINS");
        content.set(Tag.VALUE_TYPE, Vr.CS, "PNAME");
        Dataset dataset = object("1.2.840.10008.5.1.4.1.1.88.33");
        dataset.setItems(CONTENT_SEQUENCE, List.of(content, content.copy()));
        assertThat(basic(dataset).object().dataset().items(CONTENT_SEQUENCE))
                .singleElement()
                .satisfies(item -> {
                    assertThat(item.string(Tag.VALUE_TYPE)).contains("TEXT");
                    assertThat(item.string(Tag.TEXT_VALUE)).contains("REMOVED");
                    assertThat(item.items(Tag.CONCEPT_NAME_CODE_SEQUENCE)).hasSize(1);
                });
    }

    @Test
    void references_stay_where_the_iod_demands_them() {
        Dataset image = new Dataset();
        image.set(Tag.REFERENCED_SOP_CLASS_UID, Vr.UI, CT);
        image.set(Tag.REFERENCED_SOP_INSTANCE_UID, Vr.UI, "1.2.3.4");
        Dataset dataset = object("1.2.840.10008.5.1.4.1.1.12.1");
        dataset.setItems(REFERENCED_IMAGE_SEQUENCE, List.of(image));
        assertThat(basic(dataset).object().dataset().items(REFERENCED_IMAGE_SEQUENCE))
                .singleElement()
                .satisfies(item -> assertThat(item.string(Tag.REFERENCED_SOP_INSTANCE_UID))
                        .isPresent()
                        .isNotEqualTo("1.2.3.4"));
        dataset.set(Tag.SOP_CLASS_UID, Vr.UI, CT);
        assertThat(basic(dataset).object().dataset().contains(REFERENCED_IMAGE_SEQUENCE))
                .isFalse();
    }

    @Test
    void a_presentation_state_stays_one() {
        Dataset dataset = object(GRAYSCALE_STATE);
        dataset.set(PRESENTATION_CREATION_DATE, Vr.DA, "20240310");
        assertThat(basic(dataset).object().dataset().string(PRESENTATION_CREATION_DATE))
                .contains("19000101");
    }

    @Test
    void what_the_scanner_left_out_is_on_record_and_holds_nothing() {
        Dataset dataset = object(CT);
        dataset.remove(Tag.STUDY_DATE);
        assertThat(basic(dataset).violations()).contains(new Violation("StudyDate", Violation.Kind.MISSING));
    }

    @Test
    void an_object_that_cleaning_would_make_invalid_is_held() {
        Dataset dataset = object(CT);
        dataset.setBytes(Tag.FRAME_OF_REFERENCE_UID, Vr.OB, new byte[] {49, 46, 50, 46, 51, 0});
        assertThatThrownBy(() -> basic(dataset))
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALIDATED))
                .hasMessageContaining("FrameOfReferenceUID is missing");
    }

    private static Dataset object(String sopClass) {
        Dataset dataset = new Dataset();
        dataset.set(Tag.SOP_CLASS_UID, Vr.UI, sopClass);
        dataset.set(Tag.SOP_INSTANCE_UID, Vr.UI, "1.2.3");
        dataset.set(Tag.STUDY_INSTANCE_UID, Vr.UI, "1.2");
        dataset.set(Tag.SERIES_INSTANCE_UID, Vr.UI, "1.2.1");
        dataset.set(Tag.STUDY_DATE, Vr.DA, "20240310");
        dataset.set(Tag.PATIENT_ID, Vr.LO, "4711");
        return dataset;
    }

    private static Deidentified basic(Dataset dataset) {
        DicomObject object = new DicomObject(new Dataset(), dataset, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        return new Deidentifier(SafePrivate.standard()).deidentify(object, new ProfileChoice(Set.of()), new byte[32]);
    }
}
