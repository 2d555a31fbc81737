package org.isocenter.dicom.part10;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Dictionary;
import org.isocenter.dicom.dataset.Element;
import org.isocenter.dicom.dataset.Element.Bytes;
import org.isocenter.dicom.dataset.Element.Fragments;
import org.isocenter.dicom.dataset.Element.Items;
import org.isocenter.dicom.dataset.Octets;
import org.isocenter.dicom.dataset.PrivateDictionary;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.dataset.TransferSyntax;
import org.isocenter.dicom.dataset.Vr;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the elements of a data set (PS3.5 7), items and all, with bounds on depth and length. It stops at the
 * first fault, remembers it, and hands over what came before.
 */
final class DatasetReader {
    private static final long UNDEFINED = 0xffffffffL;
    private static final int ITEM = 0xFFFEE000;
    private static final int ITEM_END = 0xFFFEE00D;
    private static final int SEQUENCE_END = 0xFFFEE0DD;
    private static final int DEEPEST = 64;
    /** Attributes that are SS in a data set with signed pixels and else US (PS3.5 A.1); tables have unsigned entries. */
    private static final Set<Integer> SIGNED_LIKE_PIXELS = Set.of(
            0x00280071,
            0x00280104,
            0x00280105,
            0x00280106,
            0x00280107,
            0x00280108,
            0x00280109,
            0x00280110,
            0x00280111,
            0x00280120,
            0x00280121,
            0x00189810,
            0x00221452,
            0x00409211,
            0x00409216,
            0x00603004,
            0x00603006);
    /** Elements that claim more than this claim nonsense, whether or not their object was cut short. */
    private static final long LARGEST = 1L << 30;

    private final Input in;
    private boolean explicit;
    private final boolean bigEndian;
    private int depth;
    private boolean signedPixels;
    private boolean stopped;
    private @Nullable PlatformException fault;

    DatasetReader(Input in, TransferSyntax syntax) {
        this(in, syntax.explicitVr(), syntax.isBigEndian(), 0);
    }

    private DatasetReader(Input in, boolean explicit, boolean bigEndian, int depth) {
        this.in = in.order(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        this.explicit = explicit;
        this.bigEndian = bigEndian;
        this.depth = depth;
    }

    /** Reads to the end or to a fault; whether the VR is written is judged by the first element, whatever the syntax says. */
    Dataset read() {
        if (in.remaining() >= 8) {
            explicit = FirstElement.writesVr(in);
        }
        return elements(in.limit());
    }

    /** Reads the elements of one group and stops before the next. */
    Dataset readGroup(int group) {
        Dataset dataset = new Dataset();
        try {
            while (in.remaining() >= 8 && (in.ahead().getShort(0) & 0xffff) == group) {
                dataset.put(element(tag(), dataset));
            }
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            stop(truncated(e));
        }
        return dataset;
    }

    /** Reads the elements before a tag. */
    Dataset readBefore(int tag) {
        if (in.remaining() >= 8) {
            explicit = FirstElement.writesVr(in);
        }
        Dataset dataset = new Dataset();
        try {
            while (in.remaining() >= 8 && Integer.compareUnsigned(nextTag(), tag) < 0) {
                dataset.put(element(tag(), dataset));
            }
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            stop(truncated(e));
        }
        return dataset;
    }

    private int nextTag() {
        ByteBuffer ahead = in.ahead();
        return (ahead.getShort(0) & 0xffff) << 16 | (ahead.getShort(2) & 0xffff);
    }

    /** The element that comes next, without its value; none at the end. */
    Optional<Element> next() {
        if (in.remaining() < 8) {
            return Optional.empty();
        }
        int tag = tag();
        return Optional.of(new Element(tag, explicit ? explicitVr(tag) : Dictionary.vr(tag), new Bytes(new byte[0])));
    }

    /** What ended the reading early. */
    Optional<PlatformException> fault() {
        return Optional.ofNullable(fault);
    }

    /** Remembers the first fault; what is left is read all the same. */
    private void note(PlatformException why) {
        fault = fault == null ? why : fault;
    }

    private void stop(PlatformException why) {
        note(why);
        stopped = true;
        in.position(in.limit());
    }

    private static PlatformException truncated(RuntimeException e) {
        return new PlatformException(ErrorCode.TRUNCATED, "Expected more bytes; the object ends within an element.", e);
    }

    private Dataset elements(long end) {
        Dataset dataset = new Dataset();
        try {
            while (isInside(end)) {
                int tag = tag();
                if (tag == ITEM_END) {
                    in.getInt();
                    break;
                }
                dataset.put(element(tag, dataset));
            }
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            stop(truncated(e));
        }
        return dataset;
    }

    private int tag() {
        int group = in.getShort() & 0xffff;
        return (group << 16) | (in.getShort() & 0xffff);
    }

    private Element element(int tag, Dataset before) {
        Vr vr = explicit ? explicitVr(tag) : known(tag, before);
        if (stopped) {
            return new Element(tag, Vr.UN, new Bytes(new byte[0]));
        }
        long length = length(vr);
        if (vr == Vr.SQ || (!explicit && vr == Vr.UN && length == UNDEFINED)) {
            return new Element(tag, Vr.SQ, new Items(items(length)));
        }
        if (vr == Vr.UN && (length == UNDEFINED || known(tag, before) == Vr.SQ)) {
            return unknownSequence(tag, length);
        }
        if (length == UNDEFINED) {
            return new Element(tag, explicit ? vr : Vr.OB, fragments(tag));
        }
        Vr meant = vr == Vr.UN ? known(tag, before) : vr;
        return new Element(tag, meant, new Bytes(value(meant, length)));
    }

    /** What the dictionaries say; an attribute that a relay did not know and wrote as UN is that too (PS3.5 6.2.2). */
    private Vr known(int tag, Dataset before) {
        if (Tag.isPrivate(tag)) {
            return PrivateDictionary.vr(before, tag);
        }
        if (SIGNED_LIKE_PIXELS.contains(tag)) {
            signedPixels |= before.integer(Tag.PIXEL_REPRESENTATION).orElse(0) == 1;
            return signedPixels ? Vr.SS : Vr.US;
        }
        return Dictionary.vr(tag);
    }

    private Vr explicitVr(int tag) {
        byte[] letters = {in.get(), in.get()};
        Optional<Vr> vr = Vr.of(new String(letters, StandardCharsets.ISO_8859_1));
        if (vr.isEmpty()) {
            stop(new PlatformException(
                    ErrorCode.ILLEGAL_ELEMENT,
                    "Expected a value representation at (%s), got bytes %02x %02x."
                            .formatted(Tag.format(tag), letters[0], letters[1])));
        }
        return vr.orElse(Vr.UN);
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

    /** The bytes of a value; those that are there, where it is cut short. */
    private Octets value(Vr vr, long length) {
        Optional<PlatformException> tooLong = tooLong(length);
        Octets bytes = in.take(Math.min(length, in.remaining()));
        tooLong.ifPresent(this::stop);
        return bigEndian ? ByteOrders.swap(bytes, vr.wordBytes()) : bytes;
    }

    private Optional<PlatformException> tooLong(long length) {
        if (length > Math.max(in.limit(), LARGEST)) {
            return Optional.of(new PlatformException(
                    ErrorCode.ELEMENT_TOO_LARGE,
                    "Expected an element that fits its object of %d bytes; it declares %d. Send it again from the source."
                            .formatted(in.limit(), length)));
        }
        if (length > in.remaining()) {
            return Optional.of(new PlatformException(
                    ErrorCode.TRUNCATED,
                    "Expected %d bytes in an element; %d are left. Send the object again from the source."
                            .formatted(length, in.remaining())));
        }
        return Optional.empty();
    }

    /** Where something of a length ends, at most at the end of the object. */
    private long end(long length) {
        return length == UNDEFINED ? Long.MAX_VALUE : in.position() + Math.min(length, in.remaining());
    }

    /** Whether there is more; something of undefined length goes on to its delimiter, or else to a fault. */
    private boolean isInside(long end) {
        return !stopped && in.position() < end;
    }

    private List<Dataset> items(long length) {
        List<Dataset> items = new ArrayList<>();
        if (++depth > DEEPEST) {
            stop(new PlatformException(ErrorCode.ILLEGAL_ELEMENT, "Sequences are nested deeper than 64 levels."));
            return items;
        }
        if (length != UNDEFINED) {
            tooLong(length).ifPresent(this::note);
        }
        long end = end(length);
        while (isInside(end)) {
            int tag = tag();
            long itemLength = in.getInt() & UNDEFINED;
            if (tag == SEQUENCE_END) {
                break;
            }
            if (tag == ITEM) {
                items.add(item(itemLength));
            } else {
                stop(new PlatformException(
                        ErrorCode.ILLEGAL_ELEMENT,
                        "Expected an item in a sequence, got (%s).".formatted(Tag.format(tag))));
            }
        }
        depth--;
        return items;
    }

    /**
     * Some writers leave out the VR within items of an explicit data set; the first element of each shows it. An item may
     * claim more than there is, as long as its elements are whole.
     */
    private Dataset item(long length) {
        boolean outside = explicit;
        explicit = outside && (in.remaining() < 8 || FirstElement.isDelimiter(in) || FirstElement.writesVr(in));
        Dataset item = elements(end(length));
        explicit = outside;
        return item;
    }

    /** A sequence that a relay did not know is implicit VR little-endian inside (PS3.5 6.2.2 note 4). */
    private Element unknownSequence(int tag, long length) {
        Input inside = in.within(length == UNDEFINED ? in.remaining() : length);
        DatasetReader reader = new DatasetReader(inside, false, false, depth);
        List<Dataset> items = List.of();
        try {
            items = reader.items(length);
        } catch (BufferUnderflowException e) {
            reader.stop(truncated(e));
        }
        if (reader.fault != null && length != UNDEFINED) {
            return new Element(tag, Vr.UN, new Bytes(value(Vr.UN, length)));
        }
        in.position(inside.position());
        reader.fault().ifPresent(this::stop);
        return new Element(tag, Vr.SQ, new Items(items));
    }

    private Fragments fragments(int tag) {
        List<Octets> fragments = new ArrayList<>();
        try {
            for (int item = tag(); item != SEQUENCE_END && !stopped; item = tag()) {
                if (item != ITEM) {
                    stop(new PlatformException(
                            ErrorCode.ILLEGAL_ELEMENT,
                            "Expected a fragment in (%s), got (%s).".formatted(Tag.format(tag), Tag.format(item))));
                    break;
                }
                fragments.add(value(Vr.OB, in.getInt() & UNDEFINED));
            }
            if (!stopped) {
                in.getInt();
            }
        } catch (BufferUnderflowException e) {
            stop(truncated(e));
        }
        return fragments.isEmpty()
                ? new Fragments(new byte[0], fragments)
                : new Fragments(fragments.get(0).all(), fragments.subList(1, fragments.size()));
    }
}
