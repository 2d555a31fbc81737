package org.isocenter.platform.card;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.isocenter.platform.card.ModelCard.Data;
import org.isocenter.platform.card.ModelCard.Group;
import org.isocenter.platform.card.ModelCard.Head;
import org.isocenter.platform.card.ModelCard.Link;
import org.isocenter.platform.card.ModelCard.Use;
import org.isocenter.platform.label.LabelKind;
import org.isocenter.platform.model.HeadState;
import org.isocenter.platform.model.HeadStep;
import org.isocenter.platform.model.HeadVersion;

/** What a head is for and where its knowledge ends: an approver's words, and what the facts say by themselves. */
final class KnownUse {
    private static final int FEW_PATIENTS = 30;

    static Use of(
            HeadVersion version, Head head, Optional<Data> data, List<Link> chain, Map<String, Object> explanation) {
        Optional<HeadStep> approval = version.steps().stream()
                .filter(step -> step.state() == HeadState.APPROVED)
                .findFirst();
        List<String> limits = new ArrayList<>();
        approval.flatMap(HeadStep::limits).ifPresent(limits::add);
        limits.addAll(standing(version));
        data.ifPresent(known -> limits.addAll(seen(known)));
        limits.add(size(version));
        if (chain.stream().anyMatch(Link::transductive)) {
            limits.add(
                    "A stage of the chain looked at images of held-back patients, without their labels: the figures are not those of wholly unseen images.");
        }
        if (explanation.get("warning") instanceof String warning) {
            limits.add("Where it looks is not to be trusted: " + warning + ".");
        }
        limits.add("It is no medical device: a person decides, and looks at the image.");
        Optional<String> intended = approval.flatMap(HeadStep::intendedUse);
        return new Use(intended.orElseGet(() -> known(head, data)), intended.isPresent(), limits);
    }

    private static List<String> standing(HeadVersion version) {
        return switch (version.state()) {
            case DRAFT -> List.of("Draft: nobody but its trainer stands behind it.");
            case REVIEWED -> List.of("Reviewed, not approved.");
            case APPROVED -> List.of();
            case RETIRED -> List.of("Retired: it is not to be used any more.");
        };
    }

    private static String known(Head head, Optional<Data> data) {
        String what = head.task() == LabelKind.SEGMENTATION ? "Outlines %s in" : "Tells %s in";
        String images = data.map(known ->
                        "%s images like those of the cohort %s".formatted(names(known.modalities()), known.cohort()))
                .orElse("images like those that it learnt from");
        return (what + " single %s. Nobody has stated a use.").formatted(String.join(", ", head.classes()), images);
    }

    private static List<String> seen(Data data) {
        List<String> limits = new ArrayList<>();
        limits.add("Modalities it has learnt from: %s; scanners: %s. Nothing is known of others."
                .formatted(names(data.modalities()), names(data.scanners())));
        limits.add("Patients: sex %s; %s."
                .formatted(
                        data.sexes().stream()
                                .map(each ->
                                        "%s %d".formatted(each.value(), each.trainPatients() + each.testPatients()))
                                .collect(Collectors.joining(", ")),
                        data.ages()
                                .map(ages -> "%d to %d years".formatted(ages.least(), ages.greatest()))
                                .orElse("no age is stated")));
        if (data.lost() > 0) {
            limits.add(
                    "%d frames were deleted since the cohort was frozen: the counts above are of those that are left."
                            .formatted(data.lost()));
        }
        return limits;
    }

    private static String names(List<Group> groups) {
        String names = groups.stream()
                .filter(each -> each.trainPatients() > 0)
                .map(Group::value)
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? Population.NOT_STATED : names;
    }

    private static String size(HeadVersion version) {
        int patients = version.report().testPatients();
        String measured = "Learnt from %d labels, measured on %d images (patients: %d)"
                .formatted(version.report().trainLabels(), version.report().testFrames(), patients);
        return patients < FEW_PATIENTS
                ? measured + ": too few for a figure to be taken without its interval."
                : measured + "; each figure is as sure as its interval is narrow.";
    }

    private KnownUse() {}
}
