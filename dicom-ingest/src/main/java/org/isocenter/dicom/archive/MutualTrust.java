package org.isocenter.dicom.archive;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/**
 * Tells what stays so until somebody changes a certificate or an address from a fault of the moment, where an archive was asked over TLS.
 *
 * @param context whom we trust and our certificate
 * @param host of the archive
 * @param port of the archive
 */
record MutualTrust(SSLContext context, String host, int port) {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final String ALERT = "Received fatal alert: ";
    private static final String OTHER_PROTOCOL = "Unsupported or unrecognized SSL message";

    /** {@code ARCHIVE_TLS_REFUSED} where TLS is the reason of a failure. */
    void require(IOException failure) {
        reason(failure).or(() -> reason(alert())).ifPresent(why -> {
            throw new PlatformException(ErrorCode.ARCHIVE_TLS_REFUSED, why, failure);
        });
    }

    private Optional<String> reason(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            if (cause instanceof CertificateException) {
                return Optional.of(
                        "Expected a certificate for %s of an authority in our trust store; the archive's is refused: %s. Correct the host of the entry, the archive's certificate, or the trust store of isocenter.dicom.tls-configuration-name."
                                .formatted(host, message));
            }
            if (cause instanceof SSLException && message.contains(ALERT) && !message.contains("internal_error")) {
                return Optional.of(
                        "Expected that the archive takes our certificate; it refuses ours with the TLS alert %s. Have the authority of our certificate trusted there, or give this server one that it trusts."
                                .formatted(message.substring(message.indexOf(ALERT) + ALERT.length())));
            }
            if (cause instanceof SSLException && message.contains(OTHER_PROTOCOL)) {
                return Optional.of(
                        "Expected TLS at port %d of the archive; it answers without. Name its port for TLS, or leave TLS out."
                                .formatted(port));
            }
        }
        return Optional.empty();
    }

    /**
     * In TLS 1.3 a peer refuses our certificate after the handshake has ended for us, and its alert is lost where we have already sent something; this says
     * nothing and listens for it.
     */
    private IOException alert() {
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(host, port), (int) PATIENCE.toMillis());
            try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, host, port, true)) {
                socket.setSoTimeout((int) PATIENCE.toMillis());
                return new IOException(
                        "the archive said " + socket.getInputStream().read());
            }
        } catch (IOException e) {
            return e;
        }
    }
}
