package org.isocenter.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import org.isocenter.cli.client.IdentityCalls.Rotation;
import org.isocenter.cli.client.LocalUser;
import org.isocenter.cli.console.ExitCode;
import org.isocenter.cli.console.Output;
import org.isocenter.cli.console.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code isocenter identity}: who a pseudonym stands for. */
@Command(name = "identity", description = "Who a pseudonym stands for; each look is audited.")
public final class IdentityCommand extends VerbGroup {

    /** A pseudonym that stands for nobody any more. */
    record Unlinked(String pseudonym, boolean unlinked) {}

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Shows the patient behind a pseudonym.")
    int show(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Parameters(paramLabel = "PSEUDONYM", description = "The pseudonym.") String pseudonym) {
        JsonNode identity = connection.as(LocalUser.STEWARD).identities().show(project.name(), pseudonym);
        TextTable table = new TextTable("attribute", "value");
        identity.properties()
                .forEach(field -> table.row(field.getKey(), field.getValue().asText()));
        output.answer(identity, table.toString());
        return ExitCode.DONE;
    }

    @Command(
            name = "unlink",
            mixinStandardHelpOptions = true,
            description =
                    "Unlinks a pseudonym from its patient for good; later images of the patient do not bring it back.")
    int unlink(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Parameters(paramLabel = "PSEUDONYM", description = "The pseudonym.") String pseudonym) {
        connection.as(LocalUser.STEWARD).identities().unlink(project.name(), pseudonym);
        output.answer(new Unlinked(pseudonym, true), pseudonym + " stands for nobody any more");
        return ExitCode.DONE;
    }

    @Command(
            name = "rotate-key",
            mixinStandardHelpOptions = true,
            description = "Seals the map from pseudonym to patient, of all projects, under a new key.")
    int rotate(@Mixin Connection connection, @Mixin Output output) {
        Rotation rotation = connection.as(LocalUser.ADMIN).identities().rotate();
        output.answer(rotation, "%d entries are sealed under key %s".formatted(rotation.resealed(), rotation.keyId()));
        return ExitCode.DONE;
    }
}
