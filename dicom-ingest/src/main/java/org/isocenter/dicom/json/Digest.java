package org.isocenter.dicom.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Base64;
import org.isocenter.dicom.dataset.Element;
import org.isocenter.dicom.dataset.Element.Bytes;
import org.isocenter.dicom.dataset.Element.Fragments;
import org.isocenter.dicom.dataset.Octets;
import org.isocenter.dicom.dataset.Vr;
import org.isocenter.dicom.part10.ByteOrders;
import org.isocenter.platform.digest.Sha256;

/**
 * What stands for a value too long to print: its bytes as the file holds them, encapsulated ones with the heads of their
 * items but without the closing delimiter.
 *
 * @param length in bytes
 * @param sha256 in hexadecimal
 */
record Digest(long length, String sha256) {
    private static final int ITEM = 0xE000FFFE;

    static Digest of(Element element, boolean bigEndian) {
        if (element.value() instanceof Fragments encapsulated) {
            return of(encapsulated);
        }
        return of(element.vr(), ((Bytes) element.value()).octets(), bigEndian);
    }

    static Digest of(Vr vr, Octets bytes, boolean bigEndian) {
        MessageDigest digest = Sha256.digest();
        update(digest, bigEndian ? ByteOrders.swap(bytes, vr.wordBytes()) : bytes);
        return new Digest(bytes.length(), Sha256.hex(digest.digest()));
    }

    private static Digest of(Fragments encapsulated) {
        MessageDigest digest = Sha256.digest();
        long length = item(digest, Octets.of(encapsulated.offsets()));
        for (Octets fragment : encapsulated.fragments()) {
            length += item(digest, fragment);
        }
        return new Digest(length, Sha256.hex(digest.digest()));
    }

    private static long item(MessageDigest digest, Octets bytes) {
        ByteBuffer head = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        digest.update(head.putInt(ITEM).putInt((int) bytes.length()).array());
        update(digest, bytes);
        return 8 + bytes.length();
    }

    private static void update(MessageDigest digest, Octets bytes) {
        try {
            bytes.copyTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The bytes as encoded, in Base64. */
    static String encoded(Vr vr, byte[] bytes, boolean bigEndian) {
        return Base64.getEncoder().encodeToString(bigEndian ? ByteOrders.swap(bytes, vr.wordBytes()) : bytes);
    }

    void writeTo(ObjectNode node) {
        node.put("_length", length);
        node.put("_sha256", sha256);
    }
}
