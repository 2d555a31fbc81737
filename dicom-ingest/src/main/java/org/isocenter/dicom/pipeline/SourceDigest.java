package org.isocenter.dicom.pipeline;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import org.isocenter.dicom.dataset.Octets;
import org.isocenter.dicom.part10.Part10Reader;
import org.isocenter.dicom.part10.Reading;
import org.isocenter.platform.digest.Sha256;

/**
 * Tells whether an object is the same as one before, as it was received: SHA-256 of its transfer syntax and its data set. The file meta information is left
 * out, because each sender writes its own; no key is involved, so the answer is the same before and after one is changed.
 */
final class SourceDigest {
    private SourceDigest() {}

    static String of(Octets bytes) {
        Reading reading = Part10Reader.readAsFar(bytes);
        MessageDigest digest = Sha256.digest();
        Octets dataset = bytes; // one without a head is all that there is
        if (reading.hasPrefix() && reading.namesSyntax()) {
            digest.update(reading.object().transferSyntax().uid().getBytes(StandardCharsets.US_ASCII));
            dataset = bytes.slice(reading.datasetStart(), bytes.length() - reading.datasetStart());
        }
        try {
            dataset.copyTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Sha256.hex(digest.digest());
    }
}
