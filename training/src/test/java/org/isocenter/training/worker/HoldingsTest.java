package org.isocenter.training.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.cohort.Cohort;
import org.isocenter.platform.cohort.CohortHash;
import org.isocenter.platform.cohort.CohortMember;
import org.isocenter.platform.cohort.CohortQuery;
import org.isocenter.platform.cohort.CohortVersion;
import org.isocenter.platform.cohort.Cohorts;
import org.isocenter.platform.cohort.Partition;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.label.LabelSets;
import org.isocenter.platform.model.ModelRegistry;
import org.isocenter.platform.pacs.RemoteArchives;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.study.FrameId;
import org.isocenter.platform.study.Pseudonym;
import org.isocenter.platform.study.SopInstanceUid;
import org.junit.jupiter.api.Test;

class HoldingsTest {
    private static final ProjectId PROJECT = new ProjectId(UUID.randomUUID());
    private static final UUID ID = UUID.randomUUID();
    private final List<CohortMember> members = IntStream.range(0, 4)
            .mapToObj(i -> member(i, i < 2 ? Partition.TRAIN : Partition.TEST))
            .toList();

    @Test
    void a_cohort_as_it_was_frozen_is_given() {
        assertThat(holdings(members, 0).cohortVersion(PROJECT, ID).members()).isEqualTo(members);
    }

    @Test
    void a_cohort_that_changed_since_it_was_split_is_refused_with_what_to_do() {
        List<CohortMember> moved = new ArrayList<>(members);
        moved.set(3, member(3, Partition.TRAIN));
        assertThatThrownBy(() -> holdings(moved, 0).cohortVersion(PROJECT, ID))
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT))
                .hasMessageContaining("changed since it was split")
                .hasMessageContaining(CohortHash.of(members))
                .hasMessageContaining("freeze the next version");
        assertThatThrownBy(() -> holdings(members.subList(0, 3), 1).cohortVersion(PROJECT, ID))
                .hasMessageContaining("has lost 1 frames");
    }

    private static CohortMember member(int i, Partition side) {
        return new CohortMember(
                new FrameId(new SopInstanceUid("1.2." + (i + 1)), 0),
                new BlobKey("%064x".formatted(i)),
                new Pseudonym("P" + i),
                side);
    }

    /** Holds one cohort version whose members are no longer those of its hash, or are. */
    private Holdings holdings(List<CohortMember> now, int lost) {
        CohortVersion version = new CohortVersion(
                ID,
                new Cohort(UUID.randomUUID(), PROJECT, "c", CohortQuery.EVERYTHING),
                1,
                CohortHash.of(members),
                1,
                now,
                Instant.EPOCH,
                lost);
        return new Holdings(
                only(Cohorts.class, Optional.of(version)),
                only(LabelSets.class, Optional.empty()),
                only(ModelRegistry.class, Optional.empty()),
                only(RemoteArchives.class, Optional.empty()));
    }

    /** A port whose every answer is this. */
    private static <T> T only(Class<T> port, Object answer) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, (proxy, method, arguments) -> answer));
    }
}
