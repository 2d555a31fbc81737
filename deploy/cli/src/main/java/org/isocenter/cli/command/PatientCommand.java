package org.isocenter.cli.command;

import org.isocenter.cli.client.LocalUser;
import org.isocenter.cli.client.PurgeCalls;
import org.isocenter.cli.client.PurgeCalls.Purge;
import org.isocenter.cli.console.Output;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code isocenter patient}: what a project holds of one patient. */
@Command(name = "patient", description = "Patients of a project, each by its pseudonym.")
public final class PatientCommand extends VerbGroup {

    @Command(
            name = "delete",
            mixinStandardHelpOptions = true,
            description = "Deletes a patient's images, labels, cohort members and identity for good,"
                    + " and lists the encoders and heads that have seen them.")
    int delete(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Parameters(paramLabel = "PSEUDONYM", description = "Of the patient.") String pseudonym,
            @Option(names = "--confirm", paramLabel = "PSEUDONYM", description = "The pseudonym again.") @Nullable
                    String confirm,
            @Option(names = "--dry-run", description = "Only says what would go.") boolean dryRun) {
        PurgeCalls purges = connection.as(LocalUser.STEWARD).purges();
        Purge purge = dryRun
                ? purges.planPatient(project.name(), pseudonym)
                : purges.patient(project.name(), pseudonym, Purged.confirmed(pseudonym, confirm));
        return Purged.show(purge, output);
    }
}
