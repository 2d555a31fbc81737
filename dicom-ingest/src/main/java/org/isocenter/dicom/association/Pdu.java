package org.isocenter.dicom.association;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/**
 * A protocol data unit (PS3.8 9.3): a type and its body.
 *
 * @param type 1 request, 2 accept, 3 reject, 4 data, 5 release request, 6 release reply, 7 abort
 * @param body everything after the length
 */
@SuppressWarnings("ArrayRecordComponent") // made, sent and forgotten
record Pdu(int type, byte[] body) {
    static final int REQUEST = 1;
    static final int ACCEPT = 2;
    static final int REJECT = 3;
    static final int DATA = 4;
    static final int RELEASE = 5;
    static final int RELEASE_REPLY = 6;
    static final int ABORT = 7;

    /** The longest body that we ask peers to send. */
    static final int OURS = 1 << 17;

    static final int UNRECOGNIZED = 1;
    static final int UNEXPECTED = 2;
    static final int INVALID_PARAMETER = 6;

    /** There are as many associations as we take. */
    static final Pdu LOCAL_LIMIT = reject(2, 3, 2);
    /** It cannot be told now whether the caller is admitted. */
    static final Pdu CONGESTION = reject(2, 3, 1);
    /** None of the versions is ours. */
    static final Pdu PROTOCOL_VERSION = reject(1, 2, 2);
    /** Another application than DICOM. */
    static final Pdu APPLICATION_CONTEXT = reject(1, 1, 2);

    /** With which an alert of TLS begins (RFC 8446, 5.1). */
    private static final int TLS_ALERT = 21;

    /** A body longer than this is an attack or an accident. */
    static final int LONGEST = 1 << 24;

    static Pdu read(DataInputStream in) throws IOException {
        int type = in.readUnsignedByte();
        in.readUnsignedByte();
        int length = in.readInt();
        if (type < REQUEST || type > ABORT) {
            throw new MalformedPduException(
                    UNRECOGNIZED,
                    type == TLS_ALERT
                            ? "the peer answers in TLS; no TLS was asked for"
                            : "not a DICOM upper layer peer: PDU type " + type);
        }
        if (length < 0 || length > LONGEST) {
            throw new MalformedPduException(INVALID_PARAMETER, "a PDU of %d bytes".formatted(length));
        }
        // one longer than we asked for may be a lie, so its memory is taken as it comes
        byte[] body = length <= OURS ? new byte[length] : in.readNBytes(length);
        if ((length <= OURS ? in.readNBytes(body, 0, length) : body.length) < length) {
            throw new EOFException("the peer closed the connection within a PDU");
        }
        return new Pdu(type, body);
    }

    /** Writes the unit in one piece, so that no part waits for an acknowledgement of another. */
    void write(OutputStream out) throws IOException {
        ByteBuffer whole = ByteBuffer.allocate(6 + body.length);
        whole.put((byte) type).put((byte) 0).putInt(body.length).put(body);
        out.write(whole.array());
        out.flush();
    }

    /** Abort by the service user, who has lost patience; it has no reasons. */
    static Pdu giveUp() {
        return new Pdu(ABORT, new byte[4]);
    }

    static Pdu release() {
        return new Pdu(RELEASE, new byte[4]);
    }

    static Pdu releaseReply() {
        return new Pdu(RELEASE_REPLY, new byte[4]);
    }

    /** Abort by the service provider, with a reason of PS3.8 table 9-26. */
    static Pdu abort(int reason) {
        return new Pdu(ABORT, new byte[] {0, 0, 2, (byte) reason});
    }

    /** Rejection for good by the service user, with a reason of PS3.8 table 9-21. */
    static Pdu rejectedByUser(int reason) {
        return reject(1, 1, reason);
    }

    /** Rejection: result 1 permanent or 2 transient, source 1 user, 2 or 3 provider, reason as PS3.8 table 9-21. */
    private static Pdu reject(int result, int source, int reason) {
        return new Pdu(REJECT, new byte[] {0, (byte) result, (byte) source, (byte) reason});
    }
}
