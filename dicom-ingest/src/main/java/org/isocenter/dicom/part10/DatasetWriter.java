package org.isocenter.dicom.part10;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Dictionary;
import org.isocenter.dicom.dataset.Element;
import org.isocenter.dicom.dataset.Element.Bytes;
import org.isocenter.dicom.dataset.Element.Fragments;
import org.isocenter.dicom.dataset.Element.Items;
import org.isocenter.dicom.dataset.Octets;
import org.isocenter.dicom.dataset.TransferSyntax;
import org.isocenter.dicom.dataset.Vr;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/** Encodes a data set (PS3.5 7): sequences with defined lengths, encapsulated pixels with the offset table they came with. */
final class DatasetWriter {
    private static final int LONGEST_SHORT = 0xfffe;
    private static final int ITEM = 0xE000;
    private static final long UNDEFINED = 0xffffffffL;
    /** Bytes of tag and length, with or without a short VR. */
    private static final int SHORT_HEAD = 8;
    /** Bytes of tag, VR and long length. */
    private static final int LONG_HEAD = 12;

    private static final int ITEM_HEAD = 8;

    private final boolean explicit;
    private final boolean bigEndian;

    DatasetWriter(TransferSyntax syntax) {
        explicit = syntax.explicitVr();
        bigEndian = syntax.isBigEndian();
    }

    byte[] bytes(Dataset dataset) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            write(dataset, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** Writes to a stream; values that are not in memory pass through it a little at a time. */
    void write(Dataset dataset, OutputStream out) throws IOException {
        for (Element element : dataset) {
            write(element, out);
        }
    }

    private void write(Element element, OutputStream out) throws IOException {
        short16(element.tag() >>> 16, out);
        short16(element.tag() & 0xffff, out);
        if (element.value() instanceof Bytes plain) {
            head(element.vr(), plain.length(), out);
            (bigEndian ? ByteOrders.swap(plain.octets(), element.vr().wordBytes()) : plain.octets()).copyTo(out);
        } else if (element.value() instanceof Items sequence) {
            sequence(element.tag(), sequence, out);
        } else if (element.value() instanceof Fragments encapsulated) {
            head(element.vr(), UNDEFINED, out);
            fragments(encapsulated, out);
        }
    }

    /** Implicit VR shows that an unknown element is a sequence by its undefined length alone (PS3.5 6.2.2 note 6). */
    private void sequence(int tag, Items sequence, OutputStream out) throws IOException {
        boolean known = isKnown(tag);
        head(Vr.SQ, known ? length(sequence) : UNDEFINED, out);
        for (Dataset item : sequence.items()) {
            item(length(item), out);
            write(item, out);
        }
        if (!known) {
            delimiter(out);
        }
    }

    private boolean isKnown(int tag) {
        return explicit || Dictionary.vr(tag) == Vr.SQ;
    }

    private long length(Dataset dataset) {
        long length = 0;
        for (Element element : dataset) {
            length += length(element);
        }
        return length;
    }

    private long length(Element element) {
        if (element.value() instanceof Items sequence) {
            return headLength(Vr.SQ, 0) + length(sequence) + (isKnown(element.tag()) ? 0 : ITEM_HEAD);
        }
        if (element.value() instanceof Fragments encapsulated) {
            long length = headLength(element.vr(), UNDEFINED) + 2 * ITEM_HEAD + encapsulated.offsets().length;
            for (Octets fragment : encapsulated.fragments()) {
                length += ITEM_HEAD + fragment.length() + fragment.length() % 2;
            }
            return length;
        }
        long length = ((Bytes) element.value()).length();
        return headLength(element.vr(), length) + length;
    }

    private long length(Items sequence) {
        long length = 0;
        for (Dataset item : sequence.items()) {
            length += ITEM_HEAD + length(item);
        }
        return length;
    }

    private long headLength(Vr vr, long length) {
        return explicit && written(vr, length).hasLongLength() ? LONG_HEAD : SHORT_HEAD;
    }

    /** A value too long for its representation's length field is written as UN (PS3.5 6.2.2 note 2). */
    private static Vr written(Vr vr, long length) {
        return !vr.hasLongLength() && length > LONGEST_SHORT ? Vr.UN : vr;
    }

    private void head(Vr vr, long length, OutputStream out) throws IOException {
        if (length > UNDEFINED) {
            throw new PlatformException(
                    ErrorCode.ELEMENT_TOO_LARGE,
                    "Expected a value that an element can hold; it has %d bytes.".formatted(length));
        }
        if (!explicit) {
            int32(length, out);
            return;
        }
        Vr written = written(vr, length);
        out.write(written.name().getBytes(StandardCharsets.US_ASCII));
        if (written.hasLongLength()) {
            short16(0, out);
            int32(length, out);
        } else {
            short16((int) length, out);
        }
    }

    private void fragments(Fragments encapsulated, OutputStream out) throws IOException {
        item(encapsulated.offsets().length, out);
        out.write(encapsulated.offsets());
        for (Octets fragment : encapsulated.fragments()) {
            item(fragment.length() + fragment.length() % 2, out);
            fragment.copyTo(out);
            if (fragment.length() % 2 == 1) {
                out.write(0);
            }
        }
        delimiter(out);
    }

    private void delimiter(OutputStream out) throws IOException {
        short16(0xFFFE, out);
        short16(0xE0DD, out);
        int32(0, out);
    }

    private void item(long length, OutputStream out) throws IOException {
        short16(0xFFFE, out);
        short16(ITEM, out);
        int32(length, out);
    }

    private void short16(int value, OutputStream out) throws IOException {
        out.write(bigEndian ? value >> 8 : value);
        out.write(bigEndian ? value : value >> 8);
    }

    private void int32(long value, OutputStream out) throws IOException {
        short16((int) (bigEndian ? value >>> 16 : value & 0xffff), out);
        short16((int) (bigEndian ? value & 0xffff : value >>> 16), out);
    }
}
