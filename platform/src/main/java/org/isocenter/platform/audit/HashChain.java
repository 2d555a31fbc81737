package org.isocenter.platform.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import org.isocenter.platform.digest.Sha256;

/** Links each event to the one before: SHA-256 of a domain word, sequence, previous hash and canonical event. */
final class HashChain {
    private static final byte[] DOMAIN = "isocenter-audit-event-1\n".getBytes(UTF_8);

    private HashChain() {}

    static String hash(long sequence, String previous, AuditEvent event) {
        byte[] number = ByteBuffer.allocate(Long.BYTES).putLong(sequence).array();
        return Sha256.hex(Sha256.of(DOMAIN, number, previous.getBytes(UTF_8), AuditJson.canonical(event)));
    }
}
