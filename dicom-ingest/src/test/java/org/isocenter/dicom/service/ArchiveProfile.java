package org.isocenter.dicom.service;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.isocenter.dicom.rest.IngestProfile;
import org.isocenter.platform.testing.HospitalCa;

/** Ingest with two more application entities that objects can be moved to, {@code WARD}, and {@code VAULT} over TLS. */
public class ArchiveProfile extends IngestProfile {
    private static final int PORT = freePort();
    private static final int VAULT = freePort();
    private static final HospitalCa CA = ca();

    /** Where {@code WARD} is expected to listen. */
    static int wardPort() {
        return PORT;
    }

    /** Where {@code VAULT} is expected to listen. */
    static int vaultPort() {
        return VAULT;
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
        settings.put("isocenter.dicom.peers.WARD.host", "127.0.0.1");
        settings.put("isocenter.dicom.peers.WARD.port", Integer.toString(PORT));
        settings.put("isocenter.dicom.peers.VAULT.host", "127.0.0.1");
        settings.put("isocenter.dicom.peers.VAULT.port", Integer.toString(VAULT));
        settings.put("isocenter.dicom.peers.VAULT.tls", "true");
        settings.put("isocenter.dicom.tls-configuration-name", "hospital");
        settings.put("isocenter.dicom.tls-port", "0");
        settings.put(
                "quarkus.tls.hospital.trust-store.pem.certs", CA.authority().toString());
        settings.put(
                "quarkus.tls.hospital.key-store.pem.0.cert",
                CA.certificate("server").toString());
        settings.put(
                "quarkus.tls.hospital.key-store.pem.0.key", CA.key("server").toString());
        settings.put("isocenter.dicom.peers.PINNED.host", "127.0.0.1");
        settings.put("isocenter.dicom.peers.PINNED.certificate", fingerprint("client"));
        return settings;
    }

    /** The authority of this hospital, with certificates for {@code server}, {@code client} and {@code other}. */
    static HospitalCa authority() {
        return CA;
    }

    private static HospitalCa ca() {
        try {
            HospitalCa ca = HospitalCa.in(Files.createTempDirectory("hospital"));
            for (String name : List.of("server", "client", "other")) {
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

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
