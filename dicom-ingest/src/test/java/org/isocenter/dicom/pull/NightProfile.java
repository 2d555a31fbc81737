package org.isocenter.dicom.pull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;
import org.isocenter.dicom.rest.IngestProfile;
import org.isocenter.platform.testing.HospitalCa;

/** Ingest beside an Orthanc, on a port that both know; its credentials lie in a file, and we have a certificate of the hospital's authority. */
public class NightProfile extends IngestProfile {
    private static final int PORT = freePort();
    private static final Path CREDENTIALS = folder("credentials");
    private static final HospitalCa CA = ca();

    /** Where Orthanc is to take associations. */
    static int orthancPort() {
        return PORT;
    }

    /** The folder of credentials. */
    static Path credentials() {
        return CREDENTIALS;
    }

    /** The hospital's authority, with certificates for {@code server} and {@code archive}. */
    static HospitalCa authority() {
        return CA;
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
        settings.put("isocenter.dicom.peers.ORTHANC.host", "127.0.0.1");
        settings.put("isocenter.dicom.peers.ORTHANC.port", Integer.toString(PORT));
        settings.put("isocenter.dicom.credentials-folder", CREDENTIALS.toString());
        settings.put("isocenter.dicom.archive-timeout", "20s");
        settings.put("isocenter.platform.lease-duration", "3s");
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

    private static HospitalCa ca() {
        try {
            HospitalCa ca = HospitalCa.in(folder("authority"));
            ca.issue("server");
            ca.issue("archive");
            return ca;
        } catch (IOException | GeneralSecurityException | InterruptedException e) {
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
