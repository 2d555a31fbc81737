package org.isocenter.cli.intake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.isocenter.cli.client.CohortCalls.Cohort;
import org.isocenter.cli.client.CohortCalls.Place;
import org.isocenter.cli.client.CohortCalls.Split;
import org.isocenter.cli.client.CohortCalls.Version;
import org.isocenter.cli.client.IsocenterClient;

/**
 * What a run learns from and is measured on: frozen labels and a frozen cohort.
 *
 * @param labels one set for each task
 * @param cohort everything in the project
 * @param version its first version
 */
public record Selection(List<LabelTask.Frozen> labels, Cohort cohort, Version version) {
    private static final String NAME = "everything";

    /** Freezes the labels of all tasks, then the cohort with the split that was brought, else one drawn with the seed. */
    public static Selection freeze(IsocenterClient client, String project, Intake intake, long seed) {
        List<LabelTask.Frozen> labels = new ArrayList<>();
        intake.tasks().forEach(task -> labels.add(task.freeze(client, project)));
        Cohort cohort = client.cohorts().create(project, NAME, List.of());
        return new Selection(labels, cohort, client.cohorts().freeze(cohort.id(), split(intake, labels, seed)));
    }

    private static Split split(Intake intake, List<LabelTask.Frozen> labels, long seed) {
        Optional<Split> brought = intake.split();
        if (brought.isPresent()) {
            return brought.get();
        }
        Map<FrameNames.FrameRef, Place> places = new LinkedHashMap<>();
        labels.forEach(each -> each.imported()
                .places()
                .forEach(place -> places.put(
                        new FrameNames.FrameRef(String.valueOf(place.sopInstanceUid()), place.frame()), place)));
        return places.isEmpty()
                ? Split.seeded(seed, null, null, labels.get(0).set().id())
                : Split.given(List.copyOf(places.values()));
    }

    public Optional<LabelTask.Frozen> labels(String task) {
        return labels.stream().filter(each -> each.task().task().equals(task)).findFirst();
    }
}
