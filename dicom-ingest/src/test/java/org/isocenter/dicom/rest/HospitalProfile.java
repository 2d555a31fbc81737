package org.isocenter.dicom.rest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.isocenter.platform.testing.HospitalCa;

/**
 * Ingest that also listens over TLS, in a hospital with other application entities: the archive {@code ORTHANC}, {@code WARD}, {@code VAULT} over TLS, and
 * {@code PINNED} with a certificate of its own. One profile for all tests that need one of them, as the application starts again for each profile.
 */
public class HospitalProfile extends IngestProfile {
    private static final int ORTHANC = freePort();
    private static final int WARD = freePort();
    private static final int VAULT = freePort();
    private static final Path CREDENTIALS = folder("credentials");
    private static final HospitalCa CA = ca();

    /** Where Orthanc is to take associations. */
    public static int orthancPort() {
        return ORTHANC;
    }

    /** Where {@code WARD} is expected to listen. */
    public static int wardPort() {
        return WARD;
    }

    /** Where {@code VAULT} is expected to listen. */
    public static int vaultPort() {
        return VAULT;
    }

    /** The folder of credentials. */
    public static Path credentials() {
        return CREDENTIALS;
    }

    /** The hospital's authority, with certificates for {@code server}, {@code archive}, {@code client} and {@code other}. */
    public static HospitalCa authority() {
        return CA;
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
        settings.put("isocenter.dicom.credentials-folder", CREDENTIALS.toString());
        settings.put("isocenter.dicom.archive-timeout", "20s");
        settings.put("isocenter.platform.lease-duration", "3s");
        peer(settings, "ORTHANC", Map.of("port", Integer.toString(ORTHANC)));
        peer(settings, "WARD", Map.of("port", Integer.toString(WARD)));
        peer(settings, "VAULT", Map.of("port", Integer.toString(VAULT), "tls", "true"));
        peer(settings, "PINNED", Map.of("certificate", fingerprint("client")));
        settings.put("isocenter.dicom.tls-configuration-name", "hospital");
        settings.put("isocenter.dicom.tls-port", "0");
        settings.put(
                "quarkus.tls.hospital.trust-store.pem.certs", CA.authority().toString());
        settings.put(
                "quarkus.tls.hospital.key-store.pem.0.cert",
                CA.certificate("server").toString());
        settings.put(
                "quarkus.tls.hospital.key-store.pem.0.key", CA.key("server").toString());
        return settings;
    }

    private static void peer(Map<String, String> settings, String aeTitle, Map<String, String> more) {
        String prefix = "isocenter.dicom.peers." + aeTitle + ".";
        settings.put(prefix + "host", "127.0.0.1");
        more.forEach((name, value) -> settings.put(prefix + name, value));
    }

    private static HospitalCa ca() {
        try {
            HospitalCa ca = HospitalCa.in(folder("hospital"));
            for (String name : List.of("server", "archive", "client", "other")) {
                ca.issue(name);
            }
            return ca;
        } catch (IOException | GeneralSecurityException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String fingerprint(String name) {
        try (InputStream in = Files.newInputStream(CA.certificate(name))) {
            byte[] encoded = CertificateFactory.getInstance("X.509")
                    .generateCertificate(in)
                    .getEncoded();
            return HexFormat.ofDelimiter(":")
                    .withUpperCase()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(encoded));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path folder(String name) {
        try {
            return Files.createTempDirectory(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
