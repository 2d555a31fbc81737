package org.isocenter.cli.command;

import java.util.concurrent.Callable;
import org.isocenter.cli.client.LocalUser;
import org.isocenter.cli.client.ReconciliationCalls.Reconciliation;
import org.isocenter.cli.console.ExitCode;
import org.isocenter.cli.console.Output;
import org.isocenter.cli.console.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code isocenter reconcile}: rows, store, spool and quarantine compared. */
@Command(
        name = "reconcile",
        mixinStandardHelpOptions = true,
        description = "Compares database, store, spool and quarantine, repairs what is safe and shows what it found."
                + " Ends with 5 where something is left that only a person can repair.")
public final class ReconcileCommand implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before a verb runs
    private Connection connection;

    @Mixin
    @SuppressWarnings("NullAway.Init") // as above
    private Output output;

    @Option(
            names = "--all",
            description = "Deletes stored objects that no row names also where there are more than crashes leave."
                    + " Not after a restored database: they may be all that is left.")
    private boolean all;

    @Override
    public Integer call() {
        Reconciliation done = connection.as(LocalUser.ADMIN).reconciliation().run(all);
        TextTable table = new TextTable("found", "which", "done");
        done.findings().forEach(each -> table.row(each.kind(), each.name(), each.repaired() ? "repaired" : "left"));
        output.answer(
                done,
                "%s%d found, %d too young to be judged"
                        .formatted(table, done.findings().size(), done.young()));
        return done.findings().stream().allMatch(each -> each.repaired()) ? ExitCode.DONE : ExitCode.NOT_DONE;
    }
}
