package org.isocenter.platform.pacs;

import java.nio.ByteBuffer;
import java.util.UUID;
import org.isocenter.platform.security.KeyedHash;

/** Names for what archives call their things, under a project's key: the same thing has the same name, and nobody without the key can test a UID. */
public final class ArchiveKeys {
    private final KeyedHash hash;

    /** Takes a project's key, 32 bytes. */
    public ArchiveKeys(byte[] projectKey) {
        this.hash = new KeyedHash(projectKey);
    }

    /** Of a SOP Instance UID. */
    public UUID instance(String uid) {
        return name("pulled-instance", uid);
    }

    /** Of a Series Instance UID. */
    public UUID series(String uid) {
        return name("pulled-series", uid);
    }

    private UUID name(String domain, String uid) {
        ByteBuffer bytes = ByteBuffer.wrap(hash.of(domain, uid));
        return new UUID(bytes.getLong(), bytes.getLong());
    }
}
