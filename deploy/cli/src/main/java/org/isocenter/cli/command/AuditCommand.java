package org.isocenter.cli.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.isocenter.cli.client.LocalUser;
import org.isocenter.cli.console.ExitCode;
import org.isocenter.cli.console.Output;
import org.isocenter.cli.trail.AuditFolder;
import org.isocenter.platform.audit.AuditVerdict;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code isocenter audit}: the trail, taken out and checked without any server. */
@Command(name = "audit", description = "The audit trail: export it, and verify an export offline.")
public final class AuditCommand extends VerbGroup {

    /** What an export wrote. */
    record Exported(String folder, long events, long roots) {}

    @Command(
            name = "export",
            mixinStandardHelpOptions = true,
            description = "Writes events, signed roots and the signer's public key into a folder.")
    int export(
            @Mixin Connection connection,
            @Mixin Output output,
            @Parameters(paramLabel = "FOLDER", description = "Made where it is not there.") Path folder) {
        AuditFolder trail = new AuditFolder(folder);
        trail.export(connection.as(LocalUser.AUDITOR).audit());
        Exported exported = new Exported(folder.toString(), lines(trail.events()), lines(trail.roots()));
        output.answer(
                exported, "%d lines of events, %d roots in %s".formatted(exported.events(), exported.roots(), folder));
        return ExitCode.DONE;
    }

    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = "Checks an export without a server: finds an edit, a deletion, an insertion, a swap, a cut"
                    + " tail, a rollback and a rewritten chain, and names the place.")
    int verify(
            @Mixin Output output,
            @Parameters(paramLabel = "FOLDER", description = "As export wrote it.") Path folder,
            @Option(
                            names = "--roots",
                            paramLabel = "FILE",
                            description = "Roots kept elsewhere; without it those of the folder.")
                    @Nullable
                    Path roots,
            @Option(
                            names = "--key",
                            paramLabel = "FILE",
                            description = "Public key kept elsewhere; without it that of the folder.")
                    @Nullable
                    Path key) {
        AuditFolder trail = new AuditFolder(folder);
        AuditVerdict verdict = trail.verify(
                Optional.ofNullable(roots).orElse(trail.roots()),
                Optional.ofNullable(key).orElse(trail.key()));
        output.answer(
                verdict,
                verdict.isIntact()
                        ? "%d events, intact, %d under a signed root, root %s"
                                .formatted(verdict.events(), verdict.covered(), verdict.root())
                        : "%d events, NOT intact".formatted(verdict.events()));
        verdict.findings().forEach(each -> output.say(each.kind() + " at " + each.sequence() + ": " + each.sentence()));
        return verdict.isIntact() ? ExitCode.DONE : ExitCode.NOT_DONE;
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
