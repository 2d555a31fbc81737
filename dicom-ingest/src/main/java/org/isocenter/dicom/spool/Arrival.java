package org.isocenter.dicom.spool;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.function.LongConsumer;

/** A file of the spool while it is written: each piece is told before it lies there, and a disk that does not take it is full. */
final class Arrival extends OutputStream {
    private final FileChannel file;
    private final LongConsumer told;
    private long written;

    /**
     * Begins to write.
     *
     * @param file left open when this is closed, so that it can still be forced
     * @param told of the number of bytes that come next; may refuse them
     */
    Arrival(FileChannel file, LongConsumer told) {
        this.file = file;
        this.told = told;
    }

    /** How many bytes were told and not refused. */
    long written() {
        return written;
    }

    @Override
    public void write(int single) {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        told.accept(length);
        written += length;
        ByteBuffer piece = ByteBuffer.wrap(bytes, offset, length);
        try {
            while (piece.hasRemaining()) {
                file.write(piece);
            }
        } catch (IOException e) {
            throw Spool.full(e);
        }
    }
}
