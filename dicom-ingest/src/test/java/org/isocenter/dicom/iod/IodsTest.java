package org.isocenter.dicom.iod;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.isocenter.dicom.dataset.Dictionary;
import org.junit.jupiter.api.Test;

class IodsTest {
    private static final String CT = "1.2.840.10008.5.1.4.1.1.2";
    private static final String PET = "1.2.840.10008.5.1.4.1.1.128";
    private static final String SEG = "1.2.840.10008.5.1.4.1.1.66.4";
    private static final String COMPREHENSIVE_SR = "1.2.840.10008.5.1.4.1.1.88.33";

    @Test
    void the_same_attribute_has_another_type_in_another_iod() {
        assertThat(type(CT, "SeriesDate")).isEqualTo(AttributeType.TYPE_3);
        assertThat(type(PET, "SeriesDate")).isEqualTo(AttributeType.TYPE_1);
        assertThat(type(CT, "DeviceSerialNumber")).isEqualTo(AttributeType.TYPE_3);
        assertThat(type(SEG, "DeviceSerialNumber")).isEqualTo(AttributeType.TYPE_1);
        assertThat(type(CT, "PatientName")).isEqualTo(AttributeType.TYPE_2);
        assertThat(type(CT, "ContentDate")).isEqualTo(AttributeType.TYPE_2C);
    }

    @Test
    void types_reach_into_sequences() {
        Requirements groups = items(iod(SEG).all(), "SharedFunctionalGroupsSequence");
        assertThat(groups.type(tag("DerivationImageSequence"))).isEqualTo(AttributeType.TYPE_2C);
        Requirements derivation = items(groups, "DerivationImageSequence");
        assertThat(derivation.type(tag("SourceImageSequence"))).isEqualTo(AttributeType.TYPE_2);
        assertThat(items(derivation, "SourceImageSequence").type(tag("ReferencedSOPInstanceUID")))
                .isEqualTo(AttributeType.TYPE_1);
    }

    @Test
    void content_items_nest_without_end_and_need_the_values_of_their_kind_alone() {
        Requirements item = items(iod(COMPREHENSIVE_SR).all(), "ContentSequence");
        for (int depth = 0; depth < 20; depth++) {
            assertThat(item.type(tag("RelationshipType"))).isEqualTo(AttributeType.TYPE_1);
            assertThat(item.type(tag("ConceptCodeSequence"))).isEqualTo(AttributeType.TYPE_1C);
            item = items(item, "ContentSequence");
        }
    }

    @Test
    void a_private_or_unknown_class_has_no_iod() {
        assertThat(Iods.of("1.3.46.670589.11.0.0.12.1")).isEmpty();
        assertThat(Iods.of("")).isEmpty();
    }

    private static AttributeType type(String sopClass, String keyword) {
        return iod(sopClass).all().type(tag(keyword));
    }

    private static Iod iod(String sopClass) {
        return Iods.of(sopClass).orElseThrow();
    }

    private static Requirements items(Requirements of, String keyword) {
        return Optional.of(of).flatMap(list -> list.items(tag(keyword))).orElseThrow();
    }

    private static int tag(String keyword) {
        return Dictionary.tag(keyword).orElseThrow();
    }
}
