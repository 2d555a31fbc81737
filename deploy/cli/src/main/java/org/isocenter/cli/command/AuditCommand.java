package org.isocenter.cli.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.Optional;
import java.util.stream.Stream;
import org.isocenter.cli.client.AuditCalls;
import org.isocenter.cli.client.LocalUser;
import org.isocenter.cli.console.ExitCode;
import org.isocenter.cli.console.Output;
import org.isocenter.platform.audit.AuditExport;
import org.isocenter.platform.audit.AuditVerdict;
import org.isocenter.platform.audit.AuditVerifier;
import org.isocenter.platform.audit.RootSigner;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code isocenter audit}: the trail, taken out and checked without any server. */
@Command(name = "audit", description = "The audit trail: export it, and verify an export offline.")
public final class AuditCommand extends VerbGroup {
    private static final String EVENTS = "events.jsonl";
    private static final String ROOTS = "roots.jsonl";
    private static final String KEY = "key.der";

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
        AuditCalls audit = connection.as(LocalUser.AUDITOR).audit();
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new PlatformException(ErrorCode.STORAGE_FULL, "the folder cannot be made; choose another", e);
        }
        audit.key(folder.resolve(KEY));
        audit.export(folder.resolve(EVENTS));
        audit.roots(folder.resolve(ROOTS)); // last, so that no event of the export is younger than its root
        Exported exported =
                new Exported(folder.toString(), lines(folder.resolve(EVENTS)), lines(folder.resolve(ROOTS)));
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
        AuditVerdict verdict = AuditVerifier.verify(
                read(folder.resolve(EVENTS)),
                read(Optional.ofNullable(roots).orElse(folder.resolve(ROOTS))).roots(),
                publicKey(Optional.ofNullable(key).orElse(folder.resolve(KEY))));
        output.answer(
                verdict,
                verdict.isIntact()
                        ? "%d events, intact, %d under a signed root, root %s"
                                .formatted(verdict.events(), verdict.covered(), verdict.root())
                        : "%d events, NOT intact".formatted(verdict.events()));
        verdict.findings().forEach(each -> output.say(each.kind() + " at " + each.sequence() + ": " + each.sentence()));
        return verdict.isIntact() ? ExitCode.DONE : ExitCode.NOT_DONE;
    }

    private static AuditExport read(Path file) {
        require(file);
        try (Stream<String> lines = Files.lines(file)) {
            return AuditExport.read(lines);
        } catch (IOException | UncheckedIOException e) {
            throw new PlatformException(ErrorCode.AUDIT_BROKEN, file + " is no export of a trail", e);
        }
    }

    private static PublicKey publicKey(Path file) {
        require(file);
        try {
            return RootSigner.publicKey(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void require(Path file) {
        if (!Files.isReadable(file)) {
            throw new PlatformException(ErrorCode.NOT_FOUND, "there is no file " + file + " to read");
        }
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
