package org.isocenter.platform.blob;

import java.util.regex.Pattern;

/**
 * The name of a blob: the SHA-256 of its bytes.
 *
 * @param sha256 64 lower-case hexadecimal digits
 */
public record BlobKey(String sha256) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    public BlobKey {
        if (!FORM.matcher(sha256).matches()) {
            throw new IllegalArgumentException("a blob key is 64 lower-case hexadecimal digits");
        }
    }

    @Override
    public String toString() {
        return sha256;
    }
}
