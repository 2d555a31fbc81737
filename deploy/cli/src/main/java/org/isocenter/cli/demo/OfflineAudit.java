package org.isocenter.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.isocenter.cli.client.AuditCalls;
import org.isocenter.cli.report.DemoResult;
import org.isocenter.cli.watch.Pause;
import org.isocenter.platform.audit.AuditExport;
import org.isocenter.platform.audit.AuditVerdict;
import org.isocenter.platform.audit.AuditVerifier;
import org.isocenter.platform.audit.RootSigner;
import org.isocenter.platform.audit.SignedRoot;

/**
 * Takes the trail out of the server and verifies it as anybody could, from files alone.
 *
 * @param folder where the files stay
 * @param patience how long to wait until a signed root covers every event that was there at the beginning
 */
record OfflineAudit(Path folder, Duration patience) {
    private static final Duration PAUSE = Duration.ofSeconds(2);

    /** Exports and verifies, again and again until a root covers all; the last verdict counts. */
    DemoResult.Audit verify(AuditCalls audit) {
        long deadline = System.nanoTime() + patience.toNanos();
        AuditVerdict first = look(audit);
        AuditVerdict now = first;
        while (now.isIntact() && now.covered() < first.events() && System.nanoTime() < deadline) {
            Pause.of(PAUSE);
            now = look(audit);
        }
        List<SignedRoot> roots = roots();
        String root = roots.isEmpty() ? now.root() : roots.get(roots.size() - 1).root();
        boolean verified = now.isIntact() && now.covered() >= first.events();
        return new DemoResult.Audit(now.events(), verified, root);
    }

    private AuditVerdict look(AuditCalls audit) {
        audit.roots(file("roots.jsonl"));
        audit.export(file("events.jsonl"));
        audit.key(file("signer.der"));
        return AuditVerifier.verify(read("events.jsonl"), roots(), key());
    }

    private List<SignedRoot> roots() {
        return read("roots.jsonl").roots();
    }

    private AuditExport read(String name) {
        try (Stream<String> lines = Files.lines(file(name))) {
            return AuditExport.read(lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PublicKey key() {
        try {
            return RootSigner.publicKey(Files.readAllBytes(file("signer.der")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String name) {
        return folder.resolve(name);
    }
}
