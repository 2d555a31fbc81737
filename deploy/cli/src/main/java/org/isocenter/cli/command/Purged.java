package org.isocenter.cli.command;

import java.util.stream.Collectors;
import org.isocenter.cli.client.PurgeCalls.Purge;
import org.isocenter.cli.client.PurgeCalls.Seen;
import org.isocenter.cli.console.ExitCode;
import org.isocenter.cli.console.Output;
import org.isocenter.cli.console.TextTable;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.jspecify.annotations.Nullable;

/** How a deletion is confirmed and shown. */
final class Purged {
    private Purged() {}

    /** The name again, as the caller gave it. */
    static String confirmed(String name, @Nullable String confirm) {
        if (!name.equals(confirm)) {
            throw new PlatformException(
                    ErrorCode.BAD_REQUEST,
                    "Expected --confirm %s, because what is deleted does not come back; look first with --dry-run."
                            .formatted(name));
        }
        return confirm;
    }

    static int show(Purge purge, Output output) {
        TextTable table = new TextTable(purge.dryRun() ? "would go" : "deleted", "");
        purge.removed().forEach((name, number) -> table.row(name, number));
        purge.cohortVersions()
                .forEach(version -> table.row(
                        "cohort %s version %d loses".formatted(version.cohort(), version.number()), version.lost()));
        purge.encoders().forEach(seen -> table.row("seen by encoder", name(seen)));
        purge.heads().forEach(seen -> table.row("seen by head", name(seen)));
        output.answer(purge, table.toString());
        return ExitCode.DONE;
    }

    private static String name(Seen seen) {
        String how = seen.partitions().isEmpty()
                ? "through " + seen.through().stream().map(Object::toString).collect(Collectors.joining(", "))
                : String.join(", ", seen.partitions());
        return "%s %s (%s)".formatted(seen.name(), seen.id(), how);
    }
}
