package org.isocenter.platform.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.List;

/**
 * The signed state of the trail at one moment, kept outside the database as well.
 *
 * @param size number of events covered
 * @param root RFC 6962 root over the events' hashes, 64 hexadecimal digits
 * @param at when it was signed
 * @param hashes the hashes of the events since the root before, so that a place can be named exactly
 * @param signature Ed25519 over size, root and time, hexadecimal
 */
public record SignedRoot(long size, String root, Instant at, List<String> hashes, String signature) {
    public SignedRoot {
        hashes = List.copyOf(hashes);
    }

    /** The bytes that are signed; the hashes are covered by the root. */
    static byte[] message(long size, String root, Instant at) {
        return "isocenter-audit-root-1\n%d\n%s\n%s\n".formatted(size, root, at).getBytes(UTF_8);
    }
}
