package org.isocenter.training.worker;

import java.util.List;
import java.util.Set;
import org.isocenter.platform.cohort.CohortMember;
import org.isocenter.platform.cohort.CohortVersion;
import org.isocenter.platform.cohort.Partition;
import org.isocenter.platform.study.FrameId;

/** A part of a frozen version; it keeps the version's name and hash, for that is where the split was decided. */
final class SomeMembers {
    private SomeMembers() {}

    static CohortVersion of(CohortVersion version, List<CohortMember> members) {
        return new CohortVersion(
                version.id(),
                version.cohort(),
                version.number(),
                version.sha256(),
                version.seed(),
                members,
                version.frozenAt(),
                version.lost());
    }

    /** The members on some sides of the split. */
    static CohortVersion on(CohortVersion version, Set<Partition> sides) {
        return of(
                version,
                version.members().stream()
                        .filter(member -> sides.contains(member.partition()))
                        .toList());
    }

    /** The members that a head may learn from: all sides but those that are held back to judge it. */
    static List<CohortMember> learnt(CohortVersion version) {
        return version.members().stream()
                .filter(member -> member.partition() == Partition.TRAIN || member.partition() == Partition.UNLABELLED)
                .toList();
    }

    /** The members but some frames. */
    static CohortVersion without(CohortVersion version, Set<FrameId> frames) {
        return of(
                version,
                version.members().stream()
                        .filter(member -> !frames.contains(member.frame()))
                        .toList());
    }
}
