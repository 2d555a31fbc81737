package org.isocenter.cli.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Pictures of the frames of de-identified studies. */
public final class StudyCalls {
    private final Http http;

    StudyCalls(Http http) {
        this.http = http;
    }

    /**
     * A frame as PNG; each look is audited.
     *
     * @param frame counted from 1
     */
    public byte[] rendered(String project, String instance, int frame) {
        String path =
                ProjectCalls.path(project) + "/instances/" + Http.encode(instance) + "/frames/" + frame + "/rendered";
        try (InputStream in = http.open(path)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
