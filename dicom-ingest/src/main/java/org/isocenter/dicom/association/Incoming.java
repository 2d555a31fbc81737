package org.isocenter.dicom.association;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** A message while it comes: its fragments are read as they are asked for, so that it may be larger than memory (PS3.8 annex E). */
final class Incoming {
    private static final int COMMAND = 1;
    private static final int LAST = 2;
    private static final int HEADER = 6;

    private final Channel channel;
    private ByteBuffer body;
    private long room;
    private int context;
    private int control;
    private int length;
    private boolean ended;

    /**
     * Begins with the first P-DATA of a message.
     *
     * @param limit more bytes than this are refused
     */
    Incoming(Channel channel, Pdu first, long limit) throws IOException {
        this.channel = channel;
        this.room = limit;
        this.body = ByteBuffer.wrap(first.body());
        fragment();
    }

    int context() {
        return context;
    }

    boolean isCommand() {
        return (control & COMMAND) != 0;
    }

    /** Writes what was not written yet, up to the end of the message; where writing fails, the fragment at hand counts as not written. */
    void writeTo(OutputStream out) throws IOException {
        while (!ended) {
            out.write(body.array(), body.position(), length);
            body.position(body.position() + length);
            if ((control & LAST) != 0) {
                ended = true;
            } else {
                fragment();
            }
        }
    }

    /** What was not written yet as a whole, for a message that is known to be small. */
    byte[] bytes() throws IOException {
        ByteArrayOutputStream joined = new ByteArrayOutputStream(length);
        writeTo(joined);
        return joined.toByteArray();
    }

    /** Passes over what was not written, so that the next message can be read. */
    void skip() throws IOException {
        writeTo(OutputStream.nullOutputStream());
    }

    private void fragment() throws IOException {
        while (body.remaining() < HEADER) {
            body = ByteBuffer.wrap(more().body());
        }
        length = body.getInt() - 2;
        context = body.get() & 0xff;
        control = body.get();
        room -= length;
        if (length < 0 || length > body.remaining() || room < 0) {
            throw new MalformedPduException(
                    Pdu.INVALID_PARAMETER, "a fragment of %d bytes does not fit".formatted(length));
        }
    }

    private Pdu more() throws IOException {
        Pdu pdu = channel.read();
        if (pdu.type() == Pdu.ABORT) {
            throw new IOException("the peer aborted the association within a message");
        }
        if (pdu.type() != Pdu.DATA) {
            throw new MalformedPduException(Pdu.UNEXPECTED, "expected more data");
        }
        return pdu;
    }
}
