package org.isocenter.training.worker;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import org.isocenter.platform.cohort.CohortMember;
import org.isocenter.platform.cohort.CohortVersion;
import org.isocenter.platform.cohort.Partition;
import org.isocenter.platform.curation.Curation;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.study.FrameId;

/** The training images that curation flagged, without those that a steward decided to keep. */
@ApplicationScoped
class Flagged {
    private final Curation curation;

    Flagged(Curation curation) {
        this.curation = curation;
    }

    /** The version without its flagged training images; every other side stays whole, so that figures stay comparable. */
    CohortVersion without(ProjectId project, CohortVersion version) {
        Set<FrameId> flagged = curation.suspected(project);
        List<CohortMember> members = version.members().stream()
                .filter(member -> member.partition() != Partition.TRAIN || !flagged.contains(member.frame()))
                .toList();
        return SomeMembers.of(version, members);
    }
}
