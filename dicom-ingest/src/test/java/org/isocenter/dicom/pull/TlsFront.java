package org.isocenter.dicom.pull;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** What stands before a DICOMweb server in a hospital: takes TLS from those who show a certificate that it trusts, and hands their bytes on in the clear. */
final class TlsFront implements AutoCloseable {
    private final URI behind;
    private final SSLServerSocket listener;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger trusted = new AtomicInteger();

    TlsFront(SSLContext context, URI behind) throws IOException {
        this.behind = behind;
        listener = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        listener.setNeedClientAuth(true);
        threads.execute(this::accept);
    }

    /** Where the resources start, over HTTPS. */
    String url() {
        return "https://127.0.0.1:" + listener.getLocalPort() + behind.getPath();
    }

    /** How many connections were made by somebody whom it trusts and who trusts it. */
    int trusted() {
        return trusted.get();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                SSLSocket caller = (SSLSocket) listener.accept();
                threads.execute(() -> join(caller));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void join(SSLSocket caller) {
        try (caller) {
            caller.startHandshake();
            trusted.incrementAndGet();
            try (Socket server = new Socket(InetAddress.getLoopbackAddress(), behind.getPort())) {
                threads.execute(() -> pour(caller, server));
                pour(server, caller);
            }
        } catch (IOException e) {
            // the caller has learnt it from the handshake, or has gone
        }
    }

    private static void pour(Socket from, Socket to) {
        try (to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // one of the two has gone
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
    }
}
