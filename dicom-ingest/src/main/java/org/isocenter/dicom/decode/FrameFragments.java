package org.isocenter.dicom.decode;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.isocenter.dicom.dataset.Element.Fragments;
import org.isocenter.dicom.dataset.Octets;

/** Finds the fragments of a frame: one each, or by the Basic Offset Table, or by where JPEG streams start (PS3.5 A.4). */
final class FrameFragments {
    private static final int ITEM_HEAD = 8;
    private static final byte[] START_OF_IMAGE = {(byte) 0xff, (byte) 0xd8};

    private FrameFragments() {}

    static byte[] of(Fragments data, int frame, int frames) {
        List<Octets> all = data.fragments();
        if (all.size() == frames) {
            return all.get(frame).all();
        }
        if (frames == 1) {
            return joined(all);
        }
        if (data.offsets().length >= 4 * frames) {
            return byTable(data, frame, frames);
        }
        return byStart(all, frame);
    }

    private static byte[] byTable(Fragments data, int frame, int frames) {
        ByteBuffer table = ByteBuffer.wrap(data.offsets()).order(ByteOrder.LITTLE_ENDIAN);
        long start = table.getInt(4 * frame) & 0xffffffffL;
        long end = frame + 1 < frames ? table.getInt(4 * frame + 4) & 0xffffffffL : Long.MAX_VALUE;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        long at = 0;
        for (Octets fragment : data.fragments()) {
            if (at >= start && at < end) {
                out.writeBytes(fragment.all());
            }
            at += ITEM_HEAD + fragment.length();
        }
        return found(out);
    }

    private static byte[] byStart(List<Octets> all, int frame) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int current = -1;
        for (Octets fragment : all) {
            current += startsStream(fragment) ? 1 : 0;
            if (current == frame) {
                out.writeBytes(fragment.all());
            }
        }
        return found(out);
    }

    private static boolean startsStream(Octets fragment) {
        return fragment.length() > 1 && Arrays.equals(fragment.part(0, 2), START_OF_IMAGE);
    }

    private static byte[] joined(List<Octets> all) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        all.forEach(fragment -> out.writeBytes(fragment.all()));
        return found(out);
    }

    private static byte[] found(ByteArrayOutputStream out) {
        if (out.size() == 0) {
            throw PixelLayout.undecodable("the frame has no fragments");
        }
        return out.toByteArray();
    }
}
