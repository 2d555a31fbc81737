package org.isocenter.dicom.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;
import org.isocenter.dicom.rest.IngestProfile;

/** Ingest with one more application entity, {@code WARD}, that objects can be moved to. */
public class ArchiveProfile extends IngestProfile {
    private static final int PORT = freePort();

    /** Where {@code WARD} is expected to listen. */
    static int wardPort() {
        return PORT;
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
        settings.put("isocenter.dicom.peers.WARD.host", "127.0.0.1");
        settings.put("isocenter.dicom.peers.WARD.port", Integer.toString(PORT));
        return settings;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
