package org.isocenter.dicom.transcode;

import java.util.function.IntFunction;
import org.isocenter.dicom.dataset.ComputedOctets;
import org.isocenter.dicom.dataset.Octets;

/** Frames one after another as one value of even length; each is decoded when its bytes are asked for. */
final class DecodedPixels implements Octets {
    private final Octets[] frames;
    private final int frameBytes;

    /**
     * Takes frames of equal size.
     *
     * @param count how many
     * @param frameBytes bytes of each
     * @param words gives a frame, counted from 0
     */
    DecodedPixels(int count, int frameBytes, IntFunction<byte[]> words) {
        this.frameBytes = frameBytes;
        frames = new Octets[count];
        for (int i = 0; i < count; i++) {
            int frame = i;
            frames[i] = new ComputedOctets(() -> words.apply(frame));
        }
    }

    @Override
    public long length() {
        long length = (long) frames.length * frameBytes;
        return length + length % 2;
    }

    @Override
    public byte[] part(long from, int length) {
        Octets.requireInside(from, length, length());
        byte[] part = new byte[length];
        int filled = 0;
        while (filled < length) {
            int frame = (int) ((from + filled) / frameBytes);
            int start = (int) ((from + filled) % frameBytes);
            if (frame == frames.length) {
                break; // the byte that makes the length even
            }
            int count = Math.min(length - filled, frameBytes - start);
            System.arraycopy(frames[frame].all(), start, part, filled, count);
            filled += count;
        }
        return part;
    }
}
