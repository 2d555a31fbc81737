package org.isocenter.dicom.decode;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.isocenter.dicom.dataset.Element.Fragments;

/** Finds the fragments of a frame: one each, or by the Basic Offset Table, or by where JPEG streams start (PS3.5 A.4). */
final class FrameFragments {
    private static final int ITEM_HEAD = 8;

    private FrameFragments() {}

    static byte[] of(Fragments data, int frame, int frames) {
        List<byte[]> all = data.fragments();
        if (all.size() == frames) {
            return all.get(frame);
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
        for (byte[] fragment : data.fragments()) {
            if (at >= start && at < end) {
                out.writeBytes(fragment);
            }
            at += ITEM_HEAD + fragment.length;
        }
        return found(out);
    }

    private static byte[] byStart(List<byte[]> all, int frame) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int current = -1;
        for (byte[] fragment : all) {
            boolean starts = fragment.length > 1 && fragment[0] == (byte) 0xff && fragment[1] == (byte) 0xd8;
            current += starts ? 1 : 0;
            if (current == frame) {
                out.writeBytes(fragment);
            }
        }
        return found(out);
    }

    private static byte[] joined(List<byte[]> all) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        all.forEach(out::writeBytes);
        return found(out);
    }

    private static byte[] found(ByteArrayOutputStream out) {
        if (out.size() == 0) {
            throw PixelLayout.undecodable("the frame has no fragments");
        }
        return out.toByteArray();
    }
}
