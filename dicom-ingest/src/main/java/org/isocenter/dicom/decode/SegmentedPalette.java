package org.isocenter.dicom.decode;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Expands a segmented palette of 16-bit entries: runs as they are, straight lines, repetitions (PS3.3 C.7.9.2). */
final class SegmentedPalette {
    private final ByteBuffer in;
    private final ByteBuffer out;
    private int last;

    private SegmentedPalette(byte[] data, int entries) {
        in = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
        out = ByteBuffer.allocate(2 * entries).order(ByteOrder.LITTLE_ENDIAN);
    }

    static byte[] expand(byte[] data, int entries) {
        if (data.length == 0) {
            throw PixelLayout.undecodable("a palette image has no palette");
        }
        SegmentedPalette palette = new SegmentedPalette(data, entries);
        try {
            while (palette.out.hasRemaining() && palette.in.hasRemaining()) {
                palette.segment(true);
            }
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw PixelLayout.undecodable("a segmented palette ends early");
        }
        return palette.out.array();
    }

    private void segment(boolean mayRepeat) {
        int kind = in.getShort();
        int length = in.getShort() & 0xffff;
        if (kind == 0) {
            for (int i = 0; i < length; i++) {
                put(in.getShort() & 0xffff);
            }
        } else if (kind == 1) {
            line(length, in.getShort() & 0xffff);
        } else if (kind == 2 && mayRepeat) {
            repeat(length, in.getInt());
        } else {
            throw PixelLayout.undecodable("a segmented palette has a segment of kind " + kind);
        }
    }

    private void line(int length, int end) {
        int start = last;
        for (int i = 1; i <= length; i++) {
            put((int) Math.round(start + (end - start) * (double) i / length));
        }
    }

    private void repeat(int segments, int offset) {
        int back = in.position();
        in.position(offset);
        for (int i = 0; i < segments; i++) {
            segment(false);
        }
        in.position(back);
    }

    private void put(int entry) {
        last = entry;
        if (out.hasRemaining()) {
            out.putShort((short) entry);
        }
    }
}
