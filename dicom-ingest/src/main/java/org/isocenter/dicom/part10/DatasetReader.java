package org.isocenter.dicom.part10;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Dictionary;
import org.isocenter.dicom.dataset.Element;
import org.isocenter.dicom.dataset.Element.Bytes;
import org.isocenter.dicom.dataset.Element.Fragments;
import org.isocenter.dicom.dataset.Element.Items;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.dataset.TransferSyntax;
import org.isocenter.dicom.dataset.Vr;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/** Reads the elements of a data set from memory (PS3.5 7), items and all, with bounds on depth and length. */
final class DatasetReader {
    private static final long UNDEFINED = 0xffffffffL;
    private static final int ITEM = 0xFFFEE000;
    private static final int ITEM_END = 0xFFFEE00D;
    private static final int SEQUENCE_END = 0xFFFEE0DD;
    private static final int DEEPEST = 64;
    /** Elements that claim more than this claim nonsense, whether or not their object was cut short. */
    private static final long LARGEST = 1L << 30;

    private final ByteBuffer in;
    private boolean explicit;
    private final boolean bigEndian;
    private int depth;

    DatasetReader(ByteBuffer in, TransferSyntax syntax) {
        this(in, syntax.explicitVr(), syntax.isBigEndian(), 0);
    }

    private DatasetReader(ByteBuffer in, boolean explicit, boolean bigEndian, int depth) {
        this.in = in.order(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        this.explicit = explicit;
        this.bigEndian = bigEndian;
        this.depth = depth;
    }

    /** Reads to the end; whether the VR is written is judged by the first element, whatever the syntax says. */
    Dataset read() {
        if (in.remaining() >= 8) {
            byte[] letters = {in.get(in.position() + 4), in.get(in.position() + 5)};
            explicit = Vr.of(new String(letters, StandardCharsets.ISO_8859_1)).isPresent();
        }
        return guarded(() -> elements(in.limit()));
    }

    /** Reads the elements of one group and stops before the next. */
    Dataset readGroup(int group) {
        return guarded(() -> {
            Dataset dataset = new Dataset();
            while (in.remaining() >= 8 && (in.getShort(in.position()) & 0xffff) == group) {
                dataset.put(element(tag()));
            }
            return dataset;
        });
    }

    private interface Reading {
        Dataset read();
    }

    private static Dataset guarded(Reading reading) {
        try {
            return reading.read();
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            throw new PlatformException(
                    ErrorCode.TRUNCATED, "Expected more bytes; the object ends within an element.", e);
        }
    }

    private Dataset elements(int end) {
        Dataset dataset = new Dataset();
        while (in.position() < end) {
            int tag = tag();
            if (tag == ITEM_END) {
                in.getInt();
                break;
            }
            dataset.put(element(tag));
        }
        return dataset;
    }

    private int tag() {
        int group = in.getShort() & 0xffff;
        return (group << 16) | (in.getShort() & 0xffff);
    }

    private Element element(int tag) {
        Vr vr = explicit ? explicitVr(tag) : Dictionary.vr(tag);
        long length = length(vr);
        if (vr == Vr.SQ || (!explicit && vr == Vr.UN && length == UNDEFINED)) {
            return new Element(tag, Vr.SQ, new Items(items(length)));
        }
        if (vr == Vr.UN && (length == UNDEFINED || Dictionary.vr(tag) == Vr.SQ)) {
            return unknownSequence(tag, length);
        }
        if (length == UNDEFINED) {
            return new Element(tag, vr, fragments(tag));
        }
        return new Element(tag, known(tag, vr), new Bytes(value(vr, length)));
    }

    /** A standard attribute that a relay did not know and wrote as UN is what the dictionary says (PS3.5 6.2.2). */
    private static Vr known(int tag, Vr vr) {
        Vr standard = Dictionary.vr(tag);
        return vr == Vr.UN && standard != Vr.SQ && !Tag.isPrivate(tag) ? standard : vr;
    }

    private Vr explicitVr(int tag) {
        byte[] letters = {in.get(), in.get()};
        String name = new String(letters, StandardCharsets.ISO_8859_1);
        return Vr.of(name)
                .orElseThrow(() -> new PlatformException(
                        ErrorCode.ILLEGAL_ELEMENT,
                        "Expected a value representation at (%s), got bytes %02x %02x."
                                .formatted(Tag.format(tag), letters[0], letters[1])));
    }

    private long length(Vr vr) {
        if (!explicit) {
            return in.getInt() & UNDEFINED;
        }
        if (!vr.hasLongLength()) {
            return in.getShort() & 0xffff;
        }
        in.getShort();
        return in.getInt() & UNDEFINED;
    }

    private byte[] value(Vr vr, long length) {
        refuseTooLong(length);
        byte[] bytes = new byte[(int) length];
        in.get(bytes);
        return bigEndian ? ByteOrders.swap(bytes, vr.wordBytes()) : bytes;
    }

    private void refuseTooLong(long length) {
        if (length > Math.max(in.limit(), LARGEST)) {
            throw new PlatformException(
                    ErrorCode.ELEMENT_TOO_LARGE,
                    "Expected an element that fits its object of %d bytes; it declares %d. Send it again from the source."
                            .formatted(in.limit(), length));
        }
        if (length > in.remaining()) {
            throw new PlatformException(
                    ErrorCode.TRUNCATED,
                    "Expected %d bytes in an element; %d are left. Send the object again from the source."
                            .formatted(length, in.remaining()));
        }
    }

    private List<Dataset> items(long length) {
        if (++depth > DEEPEST) {
            throw new PlatformException(ErrorCode.ILLEGAL_ELEMENT, "Sequences are nested deeper than 64 levels.");
        }
        if (length != UNDEFINED) {
            refuseTooLong(length);
        }
        int end = length == UNDEFINED ? Integer.MAX_VALUE : in.position() + (int) length;
        List<Dataset> items = new ArrayList<>();
        while (in.position() < end) {
            int tag = tag();
            long itemLength = in.getInt() & UNDEFINED;
            if (tag == SEQUENCE_END) {
                break;
            }
            items.add(item(tag, itemLength));
        }
        depth--;
        return items;
    }

    private Dataset item(int tag, long length) {
        if (tag != ITEM) {
            throw new PlatformException(
                    ErrorCode.ILLEGAL_ELEMENT, "Expected an item in a sequence, got (%s).".formatted(Tag.format(tag)));
        }
        if (length == UNDEFINED) {
            return elements(Integer.MAX_VALUE);
        }
        refuseTooLong(length);
        return elements(in.position() + (int) length);
    }

    /** A sequence that a relay did not know is implicit VR little-endian inside (PS3.5 6.2.2 note 4). */
    private Element unknownSequence(int tag, long length) {
        int start = in.position();
        try {
            ByteBuffer inside = in.duplicate();
            List<Dataset> items = new DatasetReader(inside, false, false, depth).items(length);
            in.position(inside.position());
            return new Element(tag, Vr.SQ, new Items(items));
        } catch (PlatformException | BufferUnderflowException e) {
            if (length == UNDEFINED) {
                throw e;
            }
            in.position(start);
            return new Element(tag, Vr.UN, new Bytes(value(Vr.UN, length)));
        }
    }

    private Fragments fragments(int tag) {
        List<byte[]> fragments = new ArrayList<>();
        for (int item = tag(); item != SEQUENCE_END; item = tag()) {
            if (item != ITEM) {
                throw new PlatformException(
                        ErrorCode.ILLEGAL_ELEMENT,
                        "Expected a fragment in (%s), got (%s).".formatted(Tag.format(tag), Tag.format(item)));
            }
            fragments.add(value(Vr.OB, in.getInt() & UNDEFINED));
        }
        in.getInt();
        return fragments.isEmpty()
                ? new Fragments(new byte[0], fragments)
                : new Fragments(fragments.get(0), fragments.subList(1, fragments.size()));
    }
}
