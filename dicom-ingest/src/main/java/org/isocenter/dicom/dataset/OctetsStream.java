package org.isocenter.dicom.dataset;

import java.io.InputStream;

/** Reads octets from their beginning to their end, a little at a time. */
final class OctetsStream extends InputStream {
    private final Octets octets;
    private byte[] chunk = {};
    private int at;
    private long next;

    OctetsStream(Octets octets) {
        this.octets = octets;
    }

    @Override
    public int read() {
        return fill() ? chunk[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, chunk.length - at);
        System.arraycopy(chunk, at, bytes, offset, count);
        at += count;
        return count;
    }

    private boolean fill() {
        if (at == chunk.length && next < octets.length()) {
            chunk = octets.part(next, (int) Math.min(Octets.CHUNK, octets.length() - next));
            next += chunk.length;
            at = 0;
        }
        return at < chunk.length;
    }
}
