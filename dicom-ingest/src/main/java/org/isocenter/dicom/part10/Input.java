package org.isocenter.dicom.part10;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.isocenter.dicom.dataset.Octets;

/** Reads numbers out of octets, one after another, through a small window that moves with them. */
final class Input {
    /** Values up to this are taken into memory; larger ones stay where they lie. */
    private static final int HELD = 1 << 16;

    private final Octets octets;
    private final long limit;
    private ByteOrder order;
    private long position;
    private long windowStart;
    private ByteBuffer window = ByteBuffer.allocate(0);

    Input(Octets octets) {
        this(octets, 0, octets.length(), ByteOrder.LITTLE_ENDIAN);
    }

    private Input(Octets octets, long position, long limit, ByteOrder order) {
        this.octets = octets;
        this.position = position;
        this.limit = limit;
        this.order = order;
    }

    /** The same octets from here on, but for {@code length} bytes at most; its position is its own. */
    Input within(long length) {
        return new Input(octets, position, Math.min(limit, position + length), order);
    }

    Input order(ByteOrder changed) {
        order = changed;
        window.order(changed);
        return this;
    }

    long position() {
        return position;
    }

    void position(long place) {
        position = place;
    }

    long limit() {
        return limit;
    }

    long remaining() {
        return limit - position;
    }

    byte get() {
        int at = need(Byte.BYTES);
        position += Byte.BYTES;
        return window.get(at);
    }

    short getShort() {
        int at = need(Short.BYTES);
        position += Short.BYTES;
        return window.getShort(at);
    }

    int getInt() {
        int at = need(Integer.BYTES);
        position += Integer.BYTES;
        return window.getInt(at);
    }

    /** The next 8 bytes; the position stays. */
    ByteBuffer ahead() {
        int at = need(Long.BYTES);
        return window.slice(at, Long.BYTES).order(order);
    }

    /** Takes the next bytes as a value, which may be no more than what remains. */
    Octets take(long length) {
        Octets value = length <= HELD ? Octets.of(octets.part(position, (int) length)) : octets.slice(position, length);
        position += length;
        return value;
    }

    private int need(int count) {
        if (count > remaining()) {
            throw new BufferUnderflowException();
        }
        if (position < windowStart || position + count > windowStart + window.limit()) {
            windowStart = position;
            window = ByteBuffer.wrap(octets.part(position, (int) Math.min(Octets.CHUNK, octets.length() - position)))
                    .order(order);
        }
        return (int) (position - windowStart);
    }
}
