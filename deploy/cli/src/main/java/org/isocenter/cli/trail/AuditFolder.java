package org.isocenter.cli.trail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.List;
import java.util.stream.Stream;
import org.isocenter.cli.client.AuditCalls;
import org.isocenter.platform.audit.AuditExport;
import org.isocenter.platform.audit.AuditVerdict;
import org.isocenter.platform.audit.AuditVerifier;
import org.isocenter.platform.audit.RootSigner;
import org.isocenter.platform.audit.SignedRoot;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/**
 * The audit trail as files, which anybody can verify without a server.
 *
 * @param folder where events, signed roots and the signer's public key lie
 */
public record AuditFolder(Path folder) {

    /** JSON lines of every event, and of the roots that the database has. */
    public Path events() {
        return folder.resolve("events.jsonl");
    }

    /** JSON lines of the signed roots that were kept outside the database. */
    public Path roots() {
        return folder.resolve("roots.jsonl");
    }

    /** The signer's public key in X.509 form. */
    public Path key() {
        return folder.resolve("key.der");
    }

    /** Takes the trail out of a server; the folder is made where it is not there, {@code STORAGE_FULL} where it cannot be. */
    public void export(AuditCalls audit) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new PlatformException(ErrorCode.STORAGE_FULL, "the folder cannot be made; choose another", e);
        }
        audit.roots(roots()); // first: a root that is signed later speaks of events that the export may not have
        audit.export(events());
        audit.key(key());
    }

    /** Verifies the events against the roots and the key of this folder; errors as below. */
    public AuditVerdict verify() {
        return verify(roots(), key());
    }

    /**
     * Verifies the events against roots and a key that may have been kept elsewhere; {@code NOT_FOUND} where a file is
     * not there, {@code AUDIT_BROKEN} where one cannot be read; bytes that are no key are refused.
     *
     * @param roots signed roots as JSON lines
     * @param key public key in X.509 form
     */
    public AuditVerdict verify(Path roots, Path key) {
        return AuditVerifier.verify(read(events()), read(roots).roots(), publicKey(key));
    }

    /** The signed roots of this folder in their order. */
    public List<SignedRoot> signedRoots() {
        return read(roots()).roots();
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
            throw new PlatformException(ErrorCode.AUDIT_BROKEN, file + " is no public key of a signer", e);
        }
    }

    private static void require(Path file) {
        if (!Files.isReadable(file)) {
            throw new PlatformException(ErrorCode.NOT_FOUND, "there is no file " + file + " to read");
        }
    }
}
