package org.isocenter.platform.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA-256 under a project's key, with a domain so that one kind of identity never equals another. Whoever lacks
 * the key cannot test a list of candidates, which a plain hash would allow.
 */
public final class KeyedHash {
    /** Fewest bytes a project key may have. */
    public static final int KEY_BYTES = 32;

    private final SecretKeySpec key;

    /** Takes a key of at least 32 bytes. */
    public KeyedHash(byte[] projectKey) {
        if (projectKey.length < KEY_BYTES) {
            throw new IllegalArgumentException(
                    "a project key has at least %d bytes, not %d".formatted(KEY_BYTES, projectKey.length));
        }
        this.key = new SecretKeySpec(projectKey.clone(), "HmacSHA256");
    }

    /** 32 bytes for a value within a domain such as {@code uid}. */
    public byte[] of(String domain, String value) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(domain.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    /** A short public name of the key, for reports: it tells two keys apart and gives nothing away. */
    public String keyId() {
        byte[] digest = of("key-id", "");
        return "%02x%02x%02x%02x".formatted(digest[0], digest[1], digest[2], digest[3]);
    }
}
