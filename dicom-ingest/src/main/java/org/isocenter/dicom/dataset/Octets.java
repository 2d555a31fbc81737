package org.isocenter.dicom.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Bytes that are in memory, or are read anew from where they lie each time they are asked for: a value of gigabytes is a place,
 * not an array. They never change. Reading fails with {@link java.io.UncheckedIOException} where the place is gone.
 */
public interface Octets {
    /** How much is copied at a time. */
    int CHUNK = 1 << 16;

    /** Number of bytes. */
    long length();

    /** Some of the bytes; not to be changed, as they may be shared. */
    byte[] part(long from, int length);

    /** All of the bytes, in memory; not to be changed. */
    default byte[] all() {
        return part(0, Math.toIntExact(length()));
    }

    /** Copies all of the bytes, a little at a time. */
    default void copyTo(OutputStream out) throws IOException {
        long length = length();
        for (long at = 0; at < length; at += CHUNK) {
            out.write(part(at, (int) Math.min(CHUNK, length - at)));
        }
    }

    /** All of the bytes, read a little at a time. */
    default InputStream stream() {
        return new OctetsStream(this);
    }

    /** A stretch of the bytes. */
    default Octets slice(long from, long length) {
        Octets whole = this;
        return new Octets() {
            @Override
            public long length() {
                return length;
            }

            @Override
            public byte[] part(long start, int count) {
                requireInside(start, count, length);
                return whole.part(from + start, count);
            }
        };
    }

    /** Bytes in memory. */
    static Octets of(byte[] bytes) {
        return new Octets() {
            @Override
            public long length() {
                return bytes.length;
            }

            @Override
            public byte[] part(long from, int length) {
                requireInside(from, length, bytes.length);
                return length == bytes.length ? bytes : Arrays.copyOfRange(bytes, (int) from, (int) from + length);
            }

            @Override
            public void copyTo(OutputStream out) throws IOException {
                out.write(bytes);
            }
        };
    }

    /** Fails with IndexOutOfBoundsException where a part is not within the bytes. */
    static void requireInside(long from, int count, long length) {
        if (from < 0 || count < 0 || from > length - count) {
            throw new IndexOutOfBoundsException("bytes %d to %d of %d".formatted(from, from + count, length));
        }
    }
}
