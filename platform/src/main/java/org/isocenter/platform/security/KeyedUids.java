package org.isocenter.platform.security;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * New UIDs for old ones: the same old UID gives the same new one throughout a project, so references between objects
 * stay whole; without the project key nobody can test a candidate.
 */
public final class KeyedUids {
    private static final String WELL_KNOWN_ROOT = "1.2.840.10008.";

    private final KeyedHash hash;

    public KeyedUids(byte[] projectKey) {
        this(new KeyedHash(projectKey));
    }

    public KeyedUids(KeyedHash hash) {
        this.hash = hash;
    }

    /**
     * The new UID: {@code 2.25.} and a UUID (version 8 and variant bits of RFC 9562 set) as a decimal number, at most
     * 44 characters. UIDs of the standard itself (under 1.2.840.10008) stay as they are.
     */
    public String map(String uid) {
        return isWellKnown(uid) ? uid : derive("uid", uid);
    }

    /** A UID for something that had none, from words that say what it is. */
    public String derive(String domain, String name) {
        byte[] bits = Arrays.copyOf(hash.of(domain, name), 16);
        bits[6] = (byte) ((bits[6] & 0x0f) | 0x80);
        bits[8] = (byte) ((bits[8] & 0x3f) | 0x80);
        return "2.25." + new BigInteger(1, bits);
    }

    /** Whether the UID is one of the standard itself, which names no patient. */
    public static boolean isWellKnown(String uid) {
        return uid.startsWith(WELL_KNOWN_ROOT);
    }
}
