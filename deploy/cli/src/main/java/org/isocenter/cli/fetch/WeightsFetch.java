package org.isocenter.cli.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Duration;
import org.isocenter.platform.blob.DurableFiles;
import org.isocenter.platform.digest.Sha256;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.training.weights.PublishedWeights;

/**
 * Brings published weights into a folder, or finds them there, and compares their SHA-256 with what their publisher says. What is in the folder is
 * whole: a file is written aside and renamed once it is the right one.
 */
public final class WeightsFetch {
    private static final Duration CONNECT = Duration.ofSeconds(10);

    /** Longest silence of the other side. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    /**
     * A file in the folder.
     *
     * @param file where it is
     * @param sha256 of all its bytes
     * @param fetched whether it came now; else it was there
     */
    public record Found(Path file, String sha256, boolean fetched) {}

    private WeightsFetch() {}

    /**
     * Finds or fetches a file.
     *
     * @param from where it is: its publisher's address, or a mirror's
     * @param folder made where it is not there
     * @throws PlatformException {@code WEIGHTS_UNREACHABLE} saying which file to put where; {@code WEIGHTS_UNREADABLE} where the SHA-256 is another; {@code
     *     STORAGE_FULL}
     */
    public static Found into(Path folder, PublishedWeights wanted, URI from) {
        Path file = folder.resolve(wanted.file());
        try {
            if (Files.exists(file)) {
                return new Found(file, requireSame(wanted, file, Sha256.ofFile(file)), false);
            }
            DurableFiles.privateFolder(folder);
            Path aside = Files.createTempFile(folder, wanted.file(), ".part");
            try {
                String sha256 = requireSame(wanted, from, download(wanted, from, file, aside));
                Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                return new Found(file, sha256, true);
            } finally {
                Files.deleteIfExists(aside);
            }
        } catch (IOException e) {
            throw new PlatformException(
                    ErrorCode.STORAGE_FULL, "%s cannot be written to its end; make room".formatted(file), e);
        }
    }

    private static String download(PublishedWeights wanted, URI from, Path file, Path aside) throws IOException {
        MessageDigest digest = Sha256.digest();
        try (OutputStream out = new DigestOutputStream(Files.newOutputStream(aside), digest)) {
            try {
                copy(from, out);
            } catch (Unreachable e) {
                throw new PlatformException(
                        ErrorCode.WEIGHTS_UNREACHABLE,
                        "%s cannot be fetched from here (%s): fetch %s where there is a network, put it into %s and run this again"
                                .formatted(wanted.file(), e.getMessage(), wanted.url(), file.getParent()),
                        e);
            }
        }
        return Sha256.hex(digest.digest());
    }

    /** What the network did, told from what the disk did. */
    private static final class Unreachable extends IOException {
        private static final long serialVersionUID = 1L;

        Unreachable(String what) {
            super(what);
        }

        Unreachable(URI from, IOException cause) {
            super(reason(from.getHost(), cause), cause);
        }

        private static String reason(String host, IOException cause) {
            if (cause instanceof UnknownHostException) {
                return "no address of %s is known".formatted(host);
            }
            if (cause instanceof SocketTimeoutException) {
                return host + " is silent";
            }
            return "%s: %s".formatted(host, cause.getMessage());
        }
    }

    private static HttpURLConnection open(URI from) throws Unreachable {
        try {
            HttpURLConnection connection = (HttpURLConnection) from.toURL().openConnection();
            connection.setConnectTimeout((int) CONNECT.toMillis());
            connection.setReadTimeout((int) SILENCE.toMillis());
            if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
                throw new Unreachable("status %d from %s".formatted(connection.getResponseCode(), from.getHost()));
            }
            return connection;
        } catch (Unreachable e) {
            throw e;
        } catch (IOException e) {
            throw new Unreachable(from, e);
        }
    }

    private static void copy(URI from, OutputStream out) throws IOException {
        HttpURLConnection connection = open(from);
        long announced = connection.getContentLengthLong();
        long copied = 0;
        try (InputStream in = connection.getInputStream()) {
            byte[] buffer = new byte[1 << 16];
            for (int count = read(from, in, buffer); count >= 0; count = read(from, in, buffer)) {
                out.write(buffer, 0, count);
                copied += count;
            }
        }
        if (announced >= 0 && copied != announced) {
            throw new Unreachable("it broke off after %d of %d bytes".formatted(copied, announced));
        }
    }

    private static int read(URI from, InputStream in, byte[] buffer) throws Unreachable {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            throw new Unreachable(from, e);
        }
    }

    private static String requireSame(PublishedWeights wanted, Object where, String sha256) {
        if (!sha256.startsWith(wanted.sha256Prefix())) {
            throw new PlatformException(
                    ErrorCode.WEIGHTS_UNREADABLE,
                    "%s is not the published file: its SHA-256 begins with %s, expected %s; take the one of %s"
                            .formatted(
                                    where,
                                    sha256.substring(0, wanted.sha256Prefix().length()),
                                    wanted.sha256Prefix(),
                                    wanted.url()));
        }
        return sha256;
    }
}
