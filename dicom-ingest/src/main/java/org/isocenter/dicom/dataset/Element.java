package org.isocenter.dicom.dataset;

import java.util.List;

/**
 * A data element.
 *
 * @param tag group and element number
 * @param vr how the value is represented
 * @param value bytes, items or fragments
 */
public record Element(int tag, Vr vr, Value value) {

    /** What an element holds. */
    public sealed interface Value permits Bytes, Items, Fragments {}

    /** A plain value, as it is encoded, little-endian whatever it came in. */
    public record Bytes(Octets octets) implements Value {

        public Bytes(byte[] bytes) {
            this(Octets.of(bytes));
        }

        /** The whole value in memory; not to be changed. */
        public byte[] bytes() {
            return octets.all();
        }

        public long length() {
            return octets.length();
        }
    }

    /** The items of a sequence. */
    public record Items(List<Dataset> items) implements Value {
        public Items {
            items = List.copyOf(items);
        }
    }

    /** The fragments of encapsulated pixel data and, apart from them, the Basic Offset Table (PS3.5 A.4). */
    @SuppressWarnings("ArrayRecordComponent") // never changed in place
    public record Fragments(byte[] offsets, List<Octets> fragments) implements Value {
        public Fragments {
            fragments = List.copyOf(fragments);
        }
    }

    /** Whether there is no value at all. */
    public boolean isEmpty() {
        if (value instanceof Bytes plain) {
            return plain.length() == 0;
        }
        return value instanceof Items sequence && sequence.items().isEmpty();
    }
}
