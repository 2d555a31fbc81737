package org.isocenter.cli.efficiency;

import java.util.Locale;
import java.util.Optional;
import org.isocenter.cli.client.CohortCalls.Version;
import org.isocenter.cli.client.IsocenterClient;
import org.isocenter.cli.client.LabelCalls.LabelSet;
import org.isocenter.cli.client.LabelCalls.Scheme;
import org.isocenter.cli.command.Named;
import org.isocenter.cli.efficiency.EfficiencyOptions.Frozen;
import org.isocenter.cli.efficiency.Logbook.Ground;
import org.isocenter.cli.intake.LabelTask;

/**
 * Finds on a server what heads are to learn from; what an earlier call has found is kept.
 *
 * @param client of a researcher
 * @param project the owner
 * @param logbook where it is noted
 */
record ServerGround(IsocenterClient client, String project, Logbook logbook) {

    /**
     * Notes cohort, labels, encoder and the trainings.
     *
     * @param frozen cohort and labels
     * @param encoder name or identifier
     */
    void take(Frozen frozen, String encoder, EfficiencyPlan plan) {
        if (logbook.entries().ground().isPresent()) {
            return;
        }
        Named named = new Named(client, project);
        Version version = named.cohortVersion(frozen.cohort());
        LabelSet set = named.labelSet(frozen.labelSet());
        Ground ground =
                new Ground(project, version.id(), version.sha256(), set.id(), String.valueOf(set.sha256()), task(set));
        logbook.write(logbook.entries()
                .on(ground, plan.wishes(ground.masks(), Optional.empty()))
                .withEncoder(named.encoder(encoder).id()));
    }

    private String task(LabelSet set) {
        String kind = client.labels().schemes(project).stream()
                .filter(scheme -> scheme.id().equals(set.scheme()))
                .map(Scheme::kind)
                .findFirst()
                .orElse("CLASSIFICATION");
        return kind.equals("MULTI_LABEL") ? LabelTask.CLASSIFICATION : kind.toLowerCase(Locale.ROOT);
    }
}
