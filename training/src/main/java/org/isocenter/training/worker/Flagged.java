package org.isocenter.training.worker;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.isocenter.platform.cohort.CohortMember;
import org.isocenter.platform.cohort.CohortVersion;
import org.isocenter.platform.cohort.Partition;
import org.isocenter.platform.curation.Curation;
import org.isocenter.platform.curation.Decision;
import org.isocenter.platform.curation.Flag;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.study.FrameId;
import org.isocenter.platform.study.Page;

/** The training images that curation flagged, without those that a steward decided to keep. */
@ApplicationScoped
class Flagged {
    private static final int PAGE = 1000;

    private final Curation curation;

    Flagged(Curation curation) {
        this.curation = curation;
    }

    /** The version without its flagged training images; every other side stays whole, so that figures stay comparable. */
    CohortVersion without(ProjectId project, CohortVersion version) {
        Set<FrameId> flagged = of(project);
        List<CohortMember> members = version.members().stream()
                .filter(member -> member.partition() != Partition.TRAIN || !flagged.contains(member.frame()))
                .toList();
        return SomeMembers.of(version, members);
    }

    private Set<FrameId> of(ProjectId project) {
        Set<FrameId> frames = new HashSet<>();
        Optional<String> cursor = Optional.empty();
        do {
            Page<Flag> page = curation.of(project, Optional.empty(), cursor, PAGE);
            page.items().stream().filter(this::stands).map(Flag::frame).forEach(frames::add);
            cursor = page.next();
        } while (cursor.isPresent());
        return frames;
    }

    private boolean stands(Flag flag) {
        List<Decision> decisions = curation.decisions(flag.id());
        return decisions.isEmpty() || decisions.get(decisions.size() - 1).verdict() != Decision.Verdict.KEEP;
    }
}
