package org.isocenter.dicom.spool;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what one object takes of the spool's room while it is written, and refuses what goes above the mark. */
final class Filling {
    private final AtomicLong size;
    private final long highWater;
    private long own;

    Filling(AtomicLong size, long highWater) {
        this.size = size;
        this.highWater = highWater;
    }

    /** The stream, counted. */
    OutputStream of(OutputStream out) {
        return new FilterOutputStream(out) {
            @Override
            public void write(int b) throws IOException {
                take(1);
                out.write(b);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                take(length);
                out.write(bytes, offset, length);
            }
        };
    }

    private void take(int bytes) {
        own += bytes;
        if (size.addAndGet(bytes) > highWater) {
            throw Spool.full(null);
        }
    }

    /** Gives back the room of an object that was not written. */
    void undo() {
        size.addAndGet(-own);
    }
}
