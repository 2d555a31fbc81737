package org.isocenter.dicom.pull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.isocenter.dicom.rest.IngestProfile;

/** Ingest beside an Orthanc, on a port that both know; its credentials lie in a file. */
public class NightProfile extends IngestProfile {
    private static final int PORT = freePort();
    private static final Path CREDENTIALS = folder();

    /** Where Orthanc is to take associations. */
    static int orthancPort() {
        return PORT;
    }

    /** The folder of credentials. */
    static Path credentials() {
        return CREDENTIALS;
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
        settings.put("isocenter.dicom.peers.ORTHANC.host", "127.0.0.1");
        settings.put("isocenter.dicom.peers.ORTHANC.port", Integer.toString(PORT));
        settings.put("isocenter.dicom.credentials-folder", CREDENTIALS.toString());
        settings.put("isocenter.dicom.archive-timeout", "20s");
        settings.put("isocenter.platform.lease-duration", "3s");
        return settings;
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("credentials");
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
