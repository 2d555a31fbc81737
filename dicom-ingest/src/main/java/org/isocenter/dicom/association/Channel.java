package org.isocenter.dicom.association;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLSocket;

/** A connection that carries messages: PDUs in, PDUs out, fragments joined and split. */
final class Channel implements Closeable {
    private static final int COMMAND = 1;
    private static final int LAST = 2;

    private final Socket socket;
    private final DataInputStream in;
    private int peerMaximum = 1 << 14;

    /** A message or part of one. */
    @SuppressWarnings("ArrayRecordComponent") // handed on at once
    record Message(int context, boolean isCommand, byte[] bytes) {}

    /**
     * Joins a connection.
     *
     * @param patience how long the peer may be silent
     */
    Channel(Socket socket, Duration patience) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        waitFor(patience);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
    }

    /** How long the peer may be silent from now on. */
    void waitFor(Duration patience) throws IOException {
        socket.setSoTimeout((int) patience.toMillis());
    }

    InetAddress address() {
        return socket.getInetAddress();
    }

    /** What the peer has shown over TLS; empty in the clear. */
    Optional<X509Certificate> certificate() throws IOException {
        return socket instanceof SSLSocket secured
                ? Optional.of((X509Certificate) secured.getSession().getPeerCertificates()[0])
                : Optional.empty();
    }

    Pdu read() throws IOException {
        return Pdu.read(in);
    }

    void write(Pdu pdu) throws IOException {
        pdu.write(socket.getOutputStream());
    }

    /** Keeps to the longest body that the peer announced; 0 means any. */
    void peerTakes(int maximum) {
        peerMaximum = maximum == 0 ? 1 << 16 : Math.max(64, Math.min(maximum, 1 << 20));
    }

    /** A message whose first P-DATA is given, while it comes; more than {@code limit} bytes are refused. */
    Incoming incoming(Pdu first, long limit) throws IOException {
        return new Incoming(this, first, limit);
    }

    /** The same once it has come. */
    Message message(Pdu first, long limit) throws IOException {
        Incoming incoming = incoming(first, limit);
        byte[] bytes = incoming.bytes();
        return new Message(incoming.context(), incoming.isCommand(), bytes);
    }

    /** Whether the peer has sent something that was not read. */
    boolean hasInput() throws IOException {
        return in.available() > 0;
    }

    /** Sends a command or a data set in fragments that the peer takes. */
    void send(int context, boolean command, byte[] bytes) throws IOException {
        send(context, command, ByteBuffer.wrap(bytes));
    }

    /** Sends what a buffer holds. */
    void send(int context, boolean command, ByteBuffer bytes) throws IOException {
        int room = peerMaximum - 6;
        do {
            int length = Math.min(room, bytes.remaining());
            boolean last = length == bytes.remaining();
            ByteBuffer body = ByteBuffer.allocate(6 + length);
            body.putInt(length + 2).put((byte) context);
            body.put((byte) ((command ? COMMAND : 0) | (last ? LAST : 0)));
            bytes.get(body.array(), 6, length);
            write(new Pdu(Pdu.DATA, body.array()));
        } while (bytes.hasRemaining());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
