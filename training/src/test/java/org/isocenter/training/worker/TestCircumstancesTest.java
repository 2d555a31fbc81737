package org.isocenter.training.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.cohort.CohortMember;
import org.isocenter.platform.cohort.Partition;
import org.isocenter.platform.imaging.Modality;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.study.FrameId;
import org.isocenter.platform.study.InstanceRecord;
import org.isocenter.platform.study.Pseudonym;
import org.isocenter.platform.study.SeriesUid;
import org.isocenter.platform.study.SopInstanceUid;
import org.isocenter.platform.study.StudyIndex;
import org.isocenter.platform.study.StudyUid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestCircumstancesTest {
    private static final ProjectId PROJECT = new ProjectId(UUID.randomUUID());

    @Test
    void images_are_grouped_by_what_survived_and_what_was_removed_is_told_from_what_was_never_there() {
        InstanceRecord first = instance(
                1,
                Map.of(
                        "PatientSex",
                        "F",
                        "PatientAge",
                        "045Y",
                        "Manufacturer",
                        "ACME",
                        "ManufacturerModelName",
                        "One",
                        InstanceRecord.TAKEN_AWAY,
                        List.of("InstitutionName")));
        InstanceRecord second = instance(
                2,
                Map.of(
                        "Manufacturer",
                        "ACME",
                        "InstitutionName",
                        "dummy",
                        InstanceRecord.TAKEN_AWAY,
                        List.of("InstitutionName", "PatientSex", "ManufacturerModelName")));
        List<CohortMember> members = Stream.of(first, second)
                .map(each ->
                        new CohortMember(new FrameId(each.instance(), 0), each.blob(), each.patient(), Partition.TEST))
                .toList();
        Map<String, Map<FrameId, String>> groups = new TestCircumstances(index(first, second)).groups(PROJECT, members);
        assertThat(groups).containsOnlyKeys("sex", "age", "scanner", "site");
        FrameId one = members.get(0).frame();
        FrameId two = members.get(1).frame();
        assertThat(groups.get("sex")).containsEntry(one, "F").containsEntry(two, "removed by profile");
        assertThat(groups.get("age")).containsEntry(one, "40 to 59").containsEntry(two, "not stated");
        assertThat(groups.get("scanner")).containsEntry(one, "ACME One").containsEntry(two, "ACME");
        assertThat(groups.get("site"))
                .containsEntry(one, "removed by profile")
                .containsEntry(two, "removed by profile");
    }

    @ParameterizedTest
    @CsvSource({
        "007M, below 18",
        "017Y, below 18",
        "018Y, 18 to 39",
        "059Y, 40 to 59",
        "079Y, 60 to 79",
        "090Y, from 80 on",
        "old, not stated",
        "removed by profile, removed by profile"
    })
    void an_age_falls_into_one_band(String age, String band) {
        assertThat(TestCircumstances.band(age)).isEqualTo(band);
    }

    /** An index that only knows these. */
    private static StudyIndex index(InstanceRecord... records) {
        Map<SopInstanceUid, InstanceRecord> known =
                Stream.of(records).collect(Collectors.toMap(InstanceRecord::instance, each -> each));
        return (StudyIndex) Proxy.newProxyInstance(
                StudyIndex.class.getClassLoader(), new Class<?>[] {StudyIndex.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("get")) {
                        return known;
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }

    private static InstanceRecord instance(int number, Map<String, Object> headers) {
        return new InstanceRecord(
                new SopInstanceUid("1.2." + number),
                new SeriesUid("1.3"),
                new StudyUid("1.4"),
                new Pseudonym("P" + number),
                PROJECT,
                new BlobKey("%064x".formatted(number)),
                1,
                new Modality("MR"),
                headers,
                Optional.empty());
    }
}
