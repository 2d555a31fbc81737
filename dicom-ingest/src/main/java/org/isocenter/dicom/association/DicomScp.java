package org.isocenter.dicom.association;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/**
 * Listens for associations and serves them, each association on a thread of its own. More associations
 * than allowed are rejected, transiently, instead of slowing all.
 */
public final class DicomScp implements Closeable {

    /**
     * How it listens.
     *
     * @param address where to listen
     * @param port TCP port, 0 for any free one
     * @param associations most at a time
     * @param request how long a peer may take to ask for its association (PS3.8 9.1.5, ARTIM)
     * @param idle how long a peer may be silent within its association
     * @param largestObject bytes above which an object is refused
     * @param tls our certificate and whose we trust; a caller must show one (PS3.15 B.12). Without it, everything is sent in the clear
     */
    public record Settings(
            InetAddress address,
            int port,
            int associations,
            Duration request,
            Duration idle,
            long largestObject,
            Optional<SSLContext> tls) {

        /** Without TLS, and with one patience for both. */
        public Settings(InetAddress address, int port, int associations, Duration idle, long largestObject) {
            this(address, port, associations, idle, idle, largestObject, Optional.empty());
        }
    }

    private final Settings settings;
    private final Services services;
    private final ServerSocket server;
    private final Semaphore room;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /** Starts to listen. */
    public DicomScp(Settings settings, Services services) {
        this.settings = settings;
        this.services = services;
        this.room = new Semaphore(settings.associations());
        try {
            server = socket(settings);
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(settings.address(), settings.port()));
        } catch (IOException e) {
            throw new UncheckedIOException("the DICOM port cannot be opened", e);
        }
        Thread thread = new Thread(this::listen, "dicom-listener");
        thread.setDaemon(true);
        thread.start();
    }

    private static ServerSocket socket(Settings settings) throws IOException {
        if (settings.tls().isEmpty()) {
            return new ServerSocket();
        }
        SSLServerSocket socket =
                (SSLServerSocket) settings.tls().get().getServerSocketFactory().createServerSocket();
        socket.setNeedClientAuth(true);
        return socket;
    }

    /** The port in use. */
    public int port() {
        return server.getLocalPort();
    }

    private void listen() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread thread = new Thread(() -> serve(socket), "dicom-association");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                if (server.isClosed()) {
                    return;
                }
            }
        }
    }

    private void serve(Socket socket) {
        open.add(socket);
        boolean hasRoom = room.tryAcquire();
        try (Channel channel = new Channel(socket, settings.request())) {
            new Acceptor(channel, services, settings.idle(), settings.largestObject()).serve(hasRoom);
        } catch (IOException e) {
            // the peer went away or spoke another protocol: its association ends, nobody else's
        } finally {
            open.remove(socket);
            if (hasRoom) {
                room.release();
            }
        }
    }

    /** Stops listening and ends the associations that are open. */
    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
