package org.isocenter.dicom.pipeline;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.isocenter.dicom.part10.EncodedObject;
import org.isocenter.platform.error.PlatformException;

/**
 * Tells whether an object is the same as one before, as it was received: SHA-256 of its transfer syntax and its data set. The file meta information is left
 * out, because each sender writes its own; no key is involved, so the answer is the same before and after one is changed.
 */
final class SourceDigest {
    private SourceDigest() {}

    static String of(byte[] bytes) {
        MessageDigest digest = sha256();
        try {
            EncodedObject object = EncodedObject.of(bytes);
            digest.update(object.transferSyntax().uid().getBytes(StandardCharsets.US_ASCII));
            digest.update(object.dataset());
        } catch (PlatformException e) {
            digest.update(ByteBuffer.wrap(bytes)); // a data set without a head is all that there is
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
