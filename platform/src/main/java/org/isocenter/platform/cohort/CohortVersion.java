package org.isocenter.platform.cohort;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The frozen membership of a cohort with its split by patient.
 *
 * @param id its identifier
 * @param cohort whose version
 * @param number counted from 1
 * @param sha256 hash over all members in order, 64 hexadecimal digits
 * @param seed of the split; 0 where the split was given
 * @param members sorted by frame
 * @param frozenAt when
 * @param lost how many members were deleted since, so that the hash is no longer that of the members
 */
public record CohortVersion(
        UUID id,
        Cohort cohort,
        int number,
        String sha256,
        long seed,
        List<CohortMember> members,
        Instant frozenAt,
        int lost) {
    public CohortVersion {
        members = List.copyOf(members);
    }

    /** Members on one side of the split, in order. */
    public List<CohortMember> members(Partition partition) {
        return members.stream().filter(m -> m.partition() == partition).toList();
    }
}
