package org.isocenter.platform.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Names an imported file without keeping its name: HMAC-SHA256 of the relative path with the project's key. */
public final class SourceKey {
    private SourceKey() {}

    /**
     * Names one file.
     *
     * @param projectKey 32 bytes
     * @param relativePath as the person imported it, with forward slashes; a leading {@code ./} is ignored
     * @return 64 hexadecimal digits
     */
    public static String of(byte[] projectKey, String relativePath) {
        String path = relativePath.startsWith("./") ? relativePath.substring(2) : relativePath;
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(projectKey, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(("source:" + path).getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is part of every Java", e);
        }
    }
}
