package org.isocenter.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.project.DuplicatePolicy;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.study.Certificate;
import org.isocenter.platform.study.Criterion;
import org.isocenter.platform.study.HeaderKey;
import org.isocenter.platform.study.InstanceRecord;
import org.isocenter.platform.study.Page;
import org.isocenter.platform.study.SeriesUid;
import org.isocenter.platform.study.StudyIndex;
import org.isocenter.platform.study.StudyQuery;
import org.isocenter.platform.study.StudyUid;
import org.isocenter.platform.testing.GroundProfile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(GroundProfile.class)
class StudyIndexTest {
    @Inject
    EntityManager em;

    @Inject
    StudyIndex index;

    @Inject
    Fixture fixture;

    private ProjectId project;

    @BeforeEach
    void threePatients() {
        project = fixture.project();
        for (int patient = 1; patient <= 3; patient++) {
            for (int number = 1; number <= 4; number++) {
                index.index(Fixture.instance(
                        project,
                        patient,
                        number,
                        Map.of(
                                "BodyPartExamined",
                                patient == 1 ? "HEAD" : "CHEST",
                                "StudyDate",
                                "2024010" + patient,
                                "SliceThickness",
                                patient * 1.5,
                                "ImageType",
                                List.of("ORIGINAL", "PRIMARY"),
                                "StudyDescription",
                                "100% Thorax_" + patient)));
            }
        }
    }

    @Test
    void the_same_instance_again_is_a_duplicate_and_not_stored_twice() {
        assertThat(index.index(Fixture.instance(project, 1, 1))).isFalse();
        assertThat(index.find(StudyQuery.of(project)).items()).hasSize(12);
    }

    @Test
    void an_instance_comes_back_as_it_was_put() {
        InstanceRecord put = Fixture.instance(project, 9, 1, Map.of("Rows", 512, "PatientSex", "F"));
        index.index(put);

        assertThat(index.get(project, put.instance())).contains(put);
        assertThat(index.get(fixture.project(), put.instance())).isEmpty();
    }

    @Test
    void an_arrival_is_certified_in_the_trail() {
        InstanceRecord put = Fixture.instance(project, 9, 2);
        index.index(
                put, DuplicatePolicy.IGNORE, new Certificate("basic + device", "0a1b2c3d", Map.of("X", 17, "D", 2)));

        Object event = em.createNativeQuery("select event from audit_event where project_id = :id and event like :uid")
                .setParameter("id", project.value())
                .setParameter("uid", "%\"" + put.instance().value() + "\"%")
                .getSingleResult();
        assertThat((String) event)
                .contains("\"actions\":\"D=2 X=17\"", "\"keyId\":\"0a1b2c3d\"", "\"profile\":\"basic + device\"")
                .contains("\"sha256After\":\"" + put.blob().sha256());
    }

    @Test
    void pages_join_to_the_whole_in_order() {
        List<String> uids = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            Page<InstanceRecord> page = index.find(new StudyQuery(project, List.of(), cursor, 5));
            page.items().forEach(item -> uids.add(item.instance().value()));
            cursor = page.next();
        } while (cursor.isPresent());

        assertThat(uids).hasSize(12).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void a_foreign_cursor_is_a_bad_request() {
        assertThatThrownBy(() -> index.find(StudyQuery.of(project).after("nonsense")))
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_REQUEST));
    }

    @Test
    void headers_are_found_by_value_list_range_and_pattern() {
        assertThat(count(Criterion.is(HeaderKey.BODY_PART, "HEAD"))).isEqualTo(4);
        assertThat(count(new Criterion.OneOf(HeaderKey.BODY_PART, List.of("HEAD", "CHEST"))))
                .isEqualTo(12);
        assertThat(count(Criterion.is(HeaderKey.text("ImageType"), "PRIMARY"))).isEqualTo(12);
        assertThat(count(Criterion.is(HeaderKey.INSTANCE_NUMBER, "2"))).isEqualTo(3);
        assertThat(count(new Criterion.Between(HeaderKey.STUDY_DATE, Optional.of("20240102"), Optional.empty())))
                .isEqualTo(8);
        assertThat(count(new Criterion.Between(
                        HeaderKey.number("SliceThickness"), Optional.of("1.4"), Optional.of("3"))))
                .isEqualTo(8);
        assertThat(count(new Criterion.Like(HeaderKey.STUDY_DESCRIPTION, "100% thorax_?")))
                .isEqualTo(12);
        assertThat(count(new Criterion.Like(HeaderKey.STUDY_DESCRIPTION, "100?thoraxX*")))
                .isZero();
        assertThat(count(Criterion.is(HeaderKey.PATIENT, "P2"))).isEqualTo(4);
    }

    @Test
    void studies_and_series_are_summed_up_over_all_their_instances() {
        Criterion second = Criterion.is(HeaderKey.INSTANCE_NUMBER, "2");

        assertThat(index.studies(StudyQuery.of(project, second)).items())
                .extracting(study -> study.uid().value(), study -> study.series(), study -> study.instances())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("1.2.1.1", 1, 4),
                        org.assertj.core.groups.Tuple.tuple("1.2.1.2", 1, 4),
                        org.assertj.core.groups.Tuple.tuple("1.2.1.3", 1, 4));
        assertThat(index.series(new StudyQuery(project, List.of(), Optional.empty(), 2))
                        .next())
                .isPresent();
    }

    @Test
    void pages_of_studies_and_series_join_to_the_whole() {
        assertThat(whole(index::studies, study -> study.uid().value()))
                .containsExactly("1.2.1.1", "1.2.1.2", "1.2.1.3");
        assertThat(whole(index::series, series -> series.uid().value()))
                .hasSize(3)
                .isSorted();
    }

    private <T> List<String> whole(Function<StudyQuery, Page<T>> pages, Function<T, String> uid) {
        List<String> uids = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            Page<T> page = pages.apply(new StudyQuery(project, List.of(), cursor, 2));
            page.items().forEach(item -> uids.add(uid.apply(item)));
            cursor = page.next();
        } while (cursor.isPresent());
        return uids;
    }

    @Test
    void studies_are_found_by_what_is_theirs_and_by_what_one_instance_has() {
        assertThat(studies(Criterion.is(HeaderKey.PATIENT, "P2"))).containsExactly("1.2.1.2");
        assertThat(studies(Criterion.is(HeaderKey.BODY_PART, "CHEST"))).containsExactly("1.2.1.2", "1.2.1.3");
        assertThat(studies(
                        new Criterion.Between(HeaderKey.STUDY_DATE, Optional.of("20240102"), Optional.empty()),
                        Criterion.is(HeaderKey.SOP_UID, "1.2.3.3.1")))
                .containsExactly("1.2.1.3");
        assertThat(studies(Criterion.is(HeaderKey.PATIENT, "P2"), Criterion.is(HeaderKey.BODY_PART, "HEAD")))
                .isEmpty();
        assertThat(index.series(StudyQuery.of(
                                project,
                                Criterion.is(HeaderKey.PATIENT, "P2"),
                                Criterion.is(HeaderKey.INSTANCE_NUMBER, "3")))
                        .items())
                .hasSize(1);
    }

    private List<String> studies(Criterion... criteria) {
        return index.studies(StudyQuery.of(project, criteria)).items().stream()
                .map(study -> study.uid().value())
                .toList();
    }

    @Test
    void a_study_goes_with_its_last_instance_and_not_before() {
        fixture.remove(project, "1.2.3.2.1");
        assertThat(studies()).hasSize(3);
        for (int number = 2; number <= 4; number++) {
            fixture.remove(project, "1.2.3.2." + number);
        }
        assertThat(studies()).containsExactly("1.2.1.1", "1.2.1.3");
        assertThat(index.series(StudyQuery.of(project)).items()).hasSize(2);
    }

    @Test
    void an_instance_that_is_in_another_study_already_makes_no_study() {
        InstanceRecord known = Fixture.instance(project, 1, 1);
        InstanceRecord moved = new InstanceRecord(
                known.instance(),
                new SeriesUid("1.2.2.99"),
                new StudyUid("1.2.1.99"),
                known.patient(),
                project,
                known.blob(),
                known.frames(),
                known.modality(),
                known.headers(),
                Optional.empty());

        assertThat(index.index(moved)).isFalse();
        assertThat(studies()).hasSize(3);
    }

    @Test
    void images_are_found_by_the_key_of_their_source() {
        assertThat(index.bySourceKey(project, List.of("key-2-3", "unknown")))
                .containsOnlyKeys("key-2-3")
                .extractingByKey("key-2-3")
                .extracting(found -> found.instance().value())
                .isEqualTo("1.2.3.2.3");
    }

    private int count(Criterion criterion) {
        return index.find(StudyQuery.of(project, criterion)).items().size();
    }
}
