package org.isocenter.cli.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The audit trail, for auditors. */
public final class AuditCalls {
    private final Http http;

    AuditCalls(Http http) {
        this.http = http;
    }

    /** Writes every event and root as JSON lines. */
    public void export(Path file) {
        write("/api/v1/audit/export", file);
    }

    /** Writes the signed roots that the server keeps outside the database. */
    public void roots(Path file) {
        write("/api/v1/audit/roots", file);
    }

    /** Writes the signer's public key in X.509 form. */
    public void key(Path file) {
        write("/api/v1/audit/key", file);
    }

    private void write(String path, Path file) {
        try (InputStream in = http.open(path)) {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
