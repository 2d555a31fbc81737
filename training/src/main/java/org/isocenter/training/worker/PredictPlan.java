package org.isocenter.training.worker;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.isocenter.platform.label.LabelKind;
import org.isocenter.platform.model.HeadVersion;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.result.ResultForm;
import org.isocenter.platform.study.FrameId;
import org.isocenter.platform.study.SeriesUid;
import org.isocenter.platform.study.StudyUid;
import org.isocenter.platform.work.Parameters;

/**
 * The parameters of a PREDICT job.
 *
 * @param head what predicts
 * @param images which are looked at
 * @param forms the DICOM objects that are made of the answer
 * @param sendTo the archive that they are sent to
 * @param evenIf whether it answers where it would abstain
 */
record PredictPlan(UUID head, Images images, Set<ResultForm> forms, Optional<String> sendTo, boolean evenIf) {

    /**
     * Which images: exactly one of these is given.
     *
     * @param cohortVersion all of whose frames are looked at
     * @param instances the frames to look at
     * @param study all of whose frames are looked at
     * @param series all of whose frames are looked at
     */
    record Images(
            Optional<UUID> cohortVersion,
            Optional<Set<FrameId>> instances,
            Optional<StudyUid> study,
            Optional<SeriesUid> series) {}

    /** Reads a plan; {@code INVALID_PLAN} names what is wrong. */
    static PredictPlan of(Map<String, Object> values) {
        Parameters parameters = new Parameters(values);
        PredictPlan plan = new PredictPlan(
                parameters.id("head"),
                new Images(
                        parameters.optionalId("cohortVersion"),
                        parameters.frames("instances"),
                        parameters.text("study").map(uid -> uid("study", () -> new StudyUid(uid))),
                        parameters.text("series").map(uid -> uid("series", () -> new SeriesUid(uid)))),
                forms(parameters.someOf("outputs", ResultForm.words())),
                parameters.text("sendTo"),
                parameters.flag("evenIfAbstaining", false));
        parameters.nothingElse();
        plan.requireOneSource();
        if (plan.sendTo.isPresent() && plan.forms.isEmpty()) {
            throw Parameters.wrong("outputs", "must name what is sent, some of " + ResultForm.words(), null);
        }
        return plan;
    }

    private static <T> T uid(String name, Supplier<T> uid) {
        try {
            return uid.get();
        } catch (IllegalArgumentException e) {
            throw Parameters.wrong(name, "must be a legal UID", "another text");
        }
    }

    private static Set<ResultForm> forms(List<String> words) {
        Set<ResultForm> forms = EnumSet.noneOf(ResultForm.class);
        words.forEach(word -> forms.add(ResultForm.of(word).orElseThrow()));
        return forms;
    }

    private void requireOneSource() {
        long given = Stream.of(images.cohortVersion, images.instances, images.study, images.series)
                .filter(Optional::isPresent)
                .count();
        if (given != 1) {
            throw Parameters.wrong(
                    "instances",
                    "must be given where there is no cohortVersion, study or series, and only there",
                    given == 0 ? "missing too" : "beside another");
        }
    }

    /** Refuses what the project does not have, and objects that the head's answers cannot become. */
    void check(ProjectId project, Holdings holdings) {
        HeadVersion known = holdings.headInUse(project, head);
        images.cohortVersion.ifPresent(version -> holdings.cohortVersion(project, version));
        sendTo.ifPresent(archive -> holdings.archive(project, archive));
        if (known.task() != LabelKind.SEGMENTATION && !Set.of(ResultForm.REPORT).containsAll(forms)) {
            throw Parameters.wrong(
                    "outputs",
                    "must be [sr] for a head that draws nothing",
                    forms.stream().map(ResultForm::word).toList());
        }
    }
}
