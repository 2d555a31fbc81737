package org.isocenter.dicom.part10;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Dictionary;
import org.isocenter.dicom.dataset.Element;
import org.isocenter.dicom.dataset.Element.Bytes;
import org.isocenter.dicom.dataset.Element.Fragments;
import org.isocenter.dicom.dataset.Element.Items;
import org.isocenter.dicom.dataset.TransferSyntax;
import org.isocenter.dicom.dataset.Vr;

/** Encodes a data set (PS3.5 7): sequences with defined lengths, encapsulated pixels with the offset table they came with. */
final class DatasetWriter {
    private static final int LONGEST_SHORT = 0xfffe;
    private static final int ITEM = 0xE000;

    private final boolean explicit;
    private final boolean bigEndian;

    DatasetWriter(TransferSyntax syntax) {
        explicit = syntax.explicitVr();
        bigEndian = syntax.isBigEndian();
    }

    byte[] bytes(Dataset dataset) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        dataset.forEach(element -> write(element, out));
        return out.toByteArray();
    }

    private void write(Element element, ByteArrayOutputStream out) {
        short16(element.tag() >>> 16, out);
        short16(element.tag() & 0xffff, out);
        if (element.value() instanceof Bytes plain) {
            byte[] value =
                    bigEndian ? ByteOrders.swap(plain.bytes(), element.vr().wordBytes()) : plain.bytes();
            head(element.vr(), value.length, out);
            out.writeBytes(value);
        } else if (element.value() instanceof Items sequence) {
            sequence(element.tag(), items(sequence), out);
        } else if (element.value() instanceof Fragments encapsulated) {
            head(element.vr(), -1, out);
            fragments(encapsulated, out);
        }
    }

    /** Implicit VR shows that an unknown element is a sequence by its undefined length alone (PS3.5 6.2.2 note 6). */
    private void sequence(int tag, byte[] items, ByteArrayOutputStream out) {
        boolean known = explicit || Dictionary.vr(tag) == Vr.SQ;
        head(Vr.SQ, known ? items.length : -1, out);
        out.writeBytes(items);
        if (!known) {
            delimiter(out);
        }
    }

    /** A value too long for its representation's length field is written as UN (PS3.5 6.2.2 note 2). */
    private void head(Vr vr, int length, ByteArrayOutputStream out) {
        if (!explicit) {
            int32(length, out);
            return;
        }
        Vr written = !vr.hasLongLength() && length > LONGEST_SHORT ? Vr.UN : vr;
        out.writeBytes(written.name().getBytes(StandardCharsets.US_ASCII));
        if (written.hasLongLength()) {
            short16(0, out);
            int32(length, out);
        } else {
            short16(length, out);
        }
    }

    private byte[] items(Items sequence) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Dataset item : sequence.items()) {
            byte[] bytes = bytes(item);
            item(bytes.length, out);
            out.writeBytes(bytes);
        }
        return out.toByteArray();
    }

    private void fragments(Fragments encapsulated, ByteArrayOutputStream out) {
        item(encapsulated.offsets().length, out);
        out.writeBytes(encapsulated.offsets());
        for (byte[] fragment : encapsulated.fragments()) {
            item(fragment.length + fragment.length % 2, out);
            out.writeBytes(fragment);
            if (fragment.length % 2 == 1) {
                out.write(0);
            }
        }
        delimiter(out);
    }

    private void delimiter(ByteArrayOutputStream out) {
        short16(0xFFFE, out);
        short16(0xE0DD, out);
        int32(0, out);
    }

    private void item(int length, ByteArrayOutputStream out) {
        short16(0xFFFE, out);
        short16(ITEM, out);
        int32(length, out);
    }

    private void short16(int value, ByteArrayOutputStream out) {
        out.write(bigEndian ? value >> 8 : value);
        out.write(bigEndian ? value : value >> 8);
    }

    private void int32(int value, ByteArrayOutputStream out) {
        short16(bigEndian ? value >>> 16 : value & 0xffff, out);
        short16(bigEndian ? value & 0xffff : value >>> 16, out);
    }
}
