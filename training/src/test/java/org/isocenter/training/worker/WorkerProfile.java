package org.isocenter.training.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import org.isocenter.platform.testing.GroundProfile;

/** The ground with the worker's room on it; leases are short, and no lane runs but those that a test starts. */
public class WorkerProfile extends GroundProfile {
    static final String LEASE = "2s";

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
        settings.put("isocenter.roles", "api");
        settings.put("isocenter.platform.lease-duration", LEASE);
        settings.put("isocenter.training.cache-folder", temporary("frame-cache"));
        settings.put("isocenter.training.feature-folder", temporary("feature-cache"));
        return settings;
    }

    private static String temporary(String name) {
        try {
            return Files.createTempDirectory(name).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
