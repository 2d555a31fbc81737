package org.isocenter.platform.cohort;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.study.FrameId;
import org.isocenter.platform.study.Pseudonym;
import org.isocenter.platform.study.SopInstanceUid;
import org.junit.jupiter.api.Test;

class SplitByPatientTest {

    @Test
    void no_patient_stands_on_two_sides() {
        Map<Pseudonym, Set<Partition>> sides = SplitByPatient.split(patients(40, 3), new Split.Seeded(7)).stream()
                .collect(groupingBy(CohortMember::patient, mapping(CohortMember::partition, toSet())));

        assertThat(sides.values()).allSatisfy(side -> assertThat(side).hasSize(1));
        assertThat(sides.values()).contains(Set.of(Partition.TRAIN), Set.of(Partition.VAL), Set.of(Partition.TEST));
    }

    @Test
    void the_same_seed_gives_the_same_split_and_hash_whatever_the_order() {
        List<Candidate> candidates = patients(20, 2);
        List<Candidate> reversed = new ArrayList<>(candidates);
        java.util.Collections.reverse(reversed);

        List<CohortMember> one = SplitByPatient.split(candidates, new Split.Seeded(3));
        List<CohortMember> two = SplitByPatient.split(reversed, new Split.Seeded(3));
        List<CohortMember> three = SplitByPatient.split(candidates, new Split.Seeded(4));

        assertThat(CohortHash.of(one)).isEqualTo(CohortHash.of(two)).isNotEqualTo(CohortHash.of(three));
    }

    @Test
    void each_class_is_divided_in_the_same_shares() {
        List<Candidate> candidates = patients(100, 1);
        Map<FrameId, String> strata = new HashMap<>();
        for (int i = 0; i < 100; i++) {
            strata.put(candidates.get(i).frame(), i < 20 ? "rare" : "common");
        }

        List<CohortMember> members = SplitByPatient.split(candidates, new Split.Seeded(1, 0.1, 0.2, strata));

        assertThat(members.stream().filter(m -> m.partition() == Partition.TEST))
                .hasSize(20)
                .filteredOn(m -> "rare".equals(strata.get(m.frame())))
                .hasSize(4);
        assertThat(members.stream().filter(m -> m.partition() == Partition.VAL))
                .hasSize(10)
                .filteredOn(m -> "rare".equals(strata.get(m.frame())))
                .hasSize(2);
    }

    @Test
    void a_cohort_of_one_patient_is_too_small() {
        assertRefused(patients(1, 9), new Split.Seeded(1), ErrorCode.COHORT_TOO_SMALL);
        assertRefused(List.of(), new Split.None(), ErrorCode.COHORT_TOO_SMALL);
    }

    @Test
    void three_patients_are_enough_for_three_sides() {
        assertThat(SplitByPatient.split(patients(3, 1), new Split.Seeded(1)))
                .extracting(CohortMember::partition)
                .containsExactlyInAnyOrder(Partition.TRAIN, Partition.VAL, Partition.TEST);
    }

    @Test
    void a_given_split_that_crosses_a_patient_is_refused() {
        List<Candidate> candidates = patients(2, 2);
        Split split = new Split.Given(Map.of(
                candidates.get(0).frame(), Partition.TRAIN, candidates.get(1).frame(), Partition.TEST));

        assertRefused(candidates, split, ErrorCode.SPLIT_CROSSES_PATIENT);
    }

    @Test
    void frames_without_an_entry_follow_their_patient() {
        List<Candidate> candidates = patients(3, 2);
        Split split = new Split.Given(Map.of(
                candidates.get(0).frame(), Partition.TEST, candidates.get(2).frame(), Partition.TRAIN));

        assertThat(SplitByPatient.split(candidates, split))
                .extracting(CohortMember::partition)
                .containsExactly(
                        Partition.TEST,
                        Partition.TEST,
                        Partition.TRAIN,
                        Partition.TRAIN,
                        Partition.UNLABELLED,
                        Partition.UNLABELLED);
    }

    private static void assertRefused(List<Candidate> candidates, Split split, ErrorCode code) {
        assertThatThrownBy(() -> SplitByPatient.split(candidates, split))
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private static List<Candidate> patients(int patients, int framesEach) {
        List<Candidate> candidates = new ArrayList<>();
        for (int patient = 0; patient < patients; patient++) {
            for (int frame = 0; frame < framesEach; frame++) {
                SopInstanceUid uid = new SopInstanceUid("1.2.%d.%d".formatted(patient + 1000, frame));
                BlobKey blob = new BlobKey("%064x".formatted(patient * 1000 + frame));
                candidates.add(new Candidate(new FrameId(uid, 0), blob, new Pseudonym("P" + patient)));
            }
        }
        return candidates;
    }
}
