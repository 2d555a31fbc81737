package org.isocenter.dicom.rest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.isocenter.platform.testing.GroundProfile;

/** The ground with ingest on it: any free DICOM port, spool and quarantine in a temporary folder. */
public class IngestProfile extends GroundProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
        Path folder = temporary();
        settings.put("isocenter.dicom.port", "0");
        settings.put("isocenter.dicom.spool-folder", folder.resolve("spool").toString());
        settings.put(
                "isocenter.dicom.quarantine-folder",
                folder.resolve("quarantine").toString());
        return settings;
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("ingest");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
