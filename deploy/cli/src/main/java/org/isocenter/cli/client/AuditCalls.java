package org.isocenter.cli.client;

import java.nio.file.Path;

/** The audit trail, for auditors; a file that cannot be written is {@code STORAGE_FULL}. */
public final class AuditCalls {
    private final Http http;

    AuditCalls(Http http) {
        this.http = http;
    }

    /** Writes every event and root as JSON lines. */
    public void export(Path file) {
        http.save("/api/v1/audit/export", file);
    }

    /** Writes the signed roots that the server keeps outside the database. */
    public void roots(Path file) {
        http.save("/api/v1/audit/roots", file);
    }

    /** Writes the signer's public key in X.509 form. */
    public void key(Path file) {
        http.save("/api/v1/audit/key", file);
    }
}
