package org.isocenter.training.worker;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.isocenter.platform.cohort.CohortMember;
import org.isocenter.platform.cohort.CohortVersion;
import org.isocenter.platform.cohort.Partition;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.label.LabelSets;
import org.isocenter.platform.label.TrainingLabels;
import org.isocenter.platform.work.JobRun;
import org.isocenter.training.data.FrameSource;
import org.isocenter.training.data.NeighbouringSlices;
import org.isocenter.training.data.Partners;
import org.isocenter.training.data.Volumes;
import org.isocenter.training.method.MethodName;
import org.isocenter.training.view.ViewProfile;

/** Chooses and decodes what a pretraining learns from. */
@ApplicationScoped
class PretrainInputs {
    private static final int FEWEST_IMAGES = 2;

    private final CohortFrames frames;
    private final LabelSets labelSets;

    PretrainInputs(CohortFrames frames, LabelSets labelSets) {
        this.frames = frames;
        this.labelSets = labelSets;
    }

    PretrainInput of(PretrainPlan plan, CohortVersion version, Start start, JobRun run) {
        Optional<TrainingLabels> labels = plan.method() == MethodName.SUPERVISED
                ? plan.labelSet().map(set -> labelSets.training(set, version.id()))
                : Optional.empty();
        List<CohortMember> members = CohortFrames.everySoMany(
                version.members().stream()
                        .filter(member -> isLookedAt(member, plan, labels))
                        .toList(),
                plan.looked().stride());
        if (members.size() < FEWEST_IMAGES) {
            throw new PlatformException(
                    ErrorCode.COHORT_TOO_SMALL,
                    "pretraining needs at least %d %simages on the sides TRAIN and UNLABELLED, the cohort has %d"
                            .formatted(FEWEST_IMAGES, labels.isPresent() ? "labelled " : "", members.size()));
        }
        ViewProfile profile = plan.profile().orElseGet(() -> frames.profile(version));
        run.log("views as for %s; left out: %s".formatted(profile, profile.spared()));
        return new PretrainInput(
                plan,
                start,
                members,
                images(plan, version, members, run),
                partners(plan, version, members, labels),
                labels.map(known -> known.scheme().classes()).orElse(List.of()),
                profile);
    }

    /** What may be looked at; images of held-back patients only where the plan says so, and without labels. */
    private static boolean isLookedAt(CohortMember member, PretrainPlan plan, Optional<TrainingLabels> labels) {
        if (labels.isPresent()) {
            return member.partition() == Partition.TRAIN && TrainingProbe.classOf(labels.get(), member) >= 0;
        }
        return plan.transductive()
                || member.partition() == Partition.TRAIN
                || member.partition() == Partition.UNLABELLED;
    }

    private FrameSource images(PretrainPlan plan, CohortVersion version, List<CohortMember> members, JobRun run) {
        FrameSource slices = frames.of(members, plan.imageSize(), run);
        return plan.looked().volumes() == Volumes.NEIGHBOURS
                ? new NeighbouringSlices(slices, frames.volumes(version, members))
                : slices;
    }

    private Partners partners(
            PretrainPlan plan, CohortVersion version, List<CohortMember> members, Optional<TrainingLabels> labels) {
        if (labels.isPresent()) {
            List<String> classes = members.stream()
                    .map(member -> labels.get().scheme().classes().get(TrainingProbe.classOf(labels.get(), member)))
                    .toList();
            return new Partners(classes, Collections.nCopies(classes.size(), 0.0), 0);
        }
        return plan.method() == MethodName.MICLE
                ? frames.partners(version, members, plan.pairs())
                : Partners.each(members.stream()
                        .map(member -> member.frame().toString())
                        .toList());
    }
}
