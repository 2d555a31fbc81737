package org.isocenter.dicom.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Element;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.dataset.Vr;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.study.Criterion;
import org.isocenter.platform.study.HeaderKey;
import org.junit.jupiter.api.Test;

class IdentifierTest {

    @Test
    void a_value_a_list_of_uids_a_pattern_and_a_range_each_become_a_criterion() {
        Dataset identifier = identifier("STUDY");
        identifier.set(Tag.STUDY_INSTANCE_UID, Vr.UI, "1.2", "1.3");
        identifier.set(Tag.BODY_PART_EXAMINED, Vr.CS, "HEAD");
        identifier.set(Tag.STUDY_DESCRIPTION, Vr.LO, "*contrast?");
        identifier.set(Tag.STUDY_DATE, Vr.DA, "20260101-20261231");
        identifier.set(Tag.SERIES_NUMBER, Vr.IS, "4");
        assertThat(Identifier.ofQuery(identifier).criteria())
                .containsExactlyInAnyOrder(
                        new Criterion.OneOf(HeaderKey.STUDY_UID, List.of("1.2", "1.3")),
                        Criterion.is(HeaderKey.BODY_PART, "HEAD"),
                        new Criterion.Like(HeaderKey.STUDY_DESCRIPTION, "*contrast?"),
                        new Criterion.Between(HeaderKey.STUDY_DATE, Optional.of("20260101"), Optional.of("20261231")),
                        Criterion.is(HeaderKey.number("SeriesNumber"), "4"));
    }

    @Test
    void a_range_may_be_open_at_one_end() {
        assertThat(dates("20260101-"))
                .containsExactly(
                        new Criterion.Between(HeaderKey.STUDY_DATE, Optional.of("20260101"), Optional.empty()));
        assertThat(dates("-20260101"))
                .containsExactly(
                        new Criterion.Between(HeaderKey.STUDY_DATE, Optional.empty(), Optional.of("20260101")));
        assertThatThrownBy(() -> dates("-")).isInstanceOfSatisfying(PlatformException.class, e -> assertThat(e.code())
                .isEqualTo(ErrorCode.BAD_REQUEST));
    }

    @Test
    void an_empty_value_or_a_lone_star_matches_everything_and_is_answered() {
        Dataset identifier = identifier("SERIES");
        identifier.set(Tag.MODALITY, Vr.CS);
        identifier.set(Tag.SERIES_DESCRIPTION, Vr.LO, "*");
        identifier.set(Tag.NUMBER_OF_SERIES_RELATED_INSTANCES, Vr.IS);
        Identifier query = Identifier.ofQuery(identifier);
        assertThat(query.criteria()).isEmpty();
        assertThat(query.keys())
                .extracting(Element::tag)
                .containsExactlyInAnyOrder(
                        Tag.MODALITY, Tag.SERIES_DESCRIPTION, Tag.NUMBER_OF_SERIES_RELATED_INSTANCES);
    }

    @Test
    void modalities_in_study_are_matched_by_those_of_its_series_and_names_whatever_their_case() {
        Dataset identifier = identifier("STUDY");
        identifier.set(Tag.MODALITIES_IN_STUDY, Vr.CS, "MR");
        identifier.set(Tag.PATIENT_NAME, Vr.PN, "p7");
        assertThat(Identifier.ofQuery(identifier).criteria())
                .containsExactlyInAnyOrder(
                        Criterion.is(HeaderKey.MODALITY, "MR"),
                        new Criterion.Like(HeaderKey.text("PatientName"), "p7"));
    }

    @Test
    void an_identifier_without_a_level_is_refused() {
        assertThatThrownBy(() -> Identifier.ofQuery(new Dataset()))
                .hasMessageContaining("PATIENT, STUDY, SERIES or IMAGE");
        assertThatThrownBy(() -> Identifier.ofQuery(identifier("WARD"))).hasMessageContaining("Query/Retrieve Level");
    }

    @Test
    void what_is_retrieved_is_named_by_the_unique_key_of_its_level() {
        Dataset identifier = identifier("SERIES");
        identifier.set(Tag.STUDY_INSTANCE_UID, Vr.UI, "1.2");
        identifier.set(Tag.MODALITY, Vr.CS, "MR");
        assertThatThrownBy(() -> Identifier.ofRetrieve(identifier)).hasMessageContaining("SeriesInstanceUID");
        identifier.set(Tag.SERIES_INSTANCE_UID, Vr.UI, "1.2.3");
        assertThat(Identifier.ofRetrieve(identifier).criteria())
                .containsExactly(Criterion.is(HeaderKey.STUDY_UID, "1.2"), Criterion.is(HeaderKey.SERIES_UID, "1.2.3"));
    }

    private static List<Criterion> dates(String range) {
        Dataset identifier = identifier("STUDY");
        identifier.set(Tag.STUDY_DATE, Vr.DA, range);
        return Identifier.ofQuery(identifier).criteria();
    }

    private static Dataset identifier(String level) {
        Dataset identifier = new Dataset();
        identifier.set(Tag.QUERY_RETRIEVE_LEVEL, Vr.CS, level);
        return identifier;
    }
}
