package org.isocenter.dicom.pipeline;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that fails with ELEMENT_TOO_LARGE once it has given more than it may. Closing it leaves its source open. */
final class LimitedStream extends FilterInputStream {
    private final long limit;
    private long given;

    /** Goes on with a stream of which some bytes were read before. */
    LimitedStream(InputStream in, long limit, long given) {
        super(in);
        this.limit = limit;
        this.given = given;
    }

    @Override
    public int read() throws IOException {
        int read = in.read();
        return read < 0 ? read : counted(1, read);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = in.read(bytes, offset, length);
        return read < 0 ? read : counted(read, read);
    }

    @Override
    public void close() {
        // the source holds more than this object
    }

    private int counted(int bytes, int answer) {
        given += bytes;
        if (given > limit) {
            throw ImportTally.tooLarge(limit);
        }
        return answer;
    }
}
