package org.isocenter.cli.client;

import java.io.FileNotFoundException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/** Ways for objects and pictures to come in: archives, folders of the server's machine, STOW-RS. */
public final class ImportCalls {
    private final Http http;

    ImportCalls(Http http) {
        this.http = http;
    }

    /**
     * What became of an import.
     *
     * @param received files and array images taken
     * @param stored new instances
     * @param duplicates known ones
     * @param quarantined those held back
     * @param ownPatients pictures without a patient, each its own
     * @param broken names of files that were left out
     * @param reasons why, in the same order: a code and a sentence
     */
    public record Report(
            int received,
            int stored,
            int duplicates,
            int quarantined,
            int ownPatients,
            List<String> broken,
            List<String> reasons) {
        public static final Report NOTHING = new Report(0, 0, 0, 0, 0, List.of(), List.of());

        public Report {
            broken = List.copyOf(broken);
            reasons = List.copyOf(reasons);
        }

        /** One file was left out, and nothing else happened. */
        public static Report leftOut(String name, PlatformException why) {
            return new Report(0, 0, 0, 0, 0, List.of(name), List.of(why.code().id() + " " + why.getMessage()));
        }

        /** Each file that was left out with its reason. */
        public List<String> complaints() {
            return IntStream.range(0, broken.size())
                    .mapToObj(i -> broken.get(i) + ": " + reasons.get(i))
                    .toList();
        }

        /** Both together. */
        public Report plus(Report other) {
            return new Report(
                    received + other.received,
                    stored + other.stored,
                    duplicates + other.duplicates,
                    quarantined + other.quarantined,
                    ownPatients + other.ownPatients,
                    Stream.concat(broken.stream(), other.broken.stream()).toList(),
                    Stream.concat(reasons.stream(), other.reasons.stream()).toList());
        }
    }

    /** Sends a ZIP; a first entry {@code patients.json} gives the patients of its pictures. */
    public Report upload(String project, byte[] zip) {
        return upload(project, BodyPublishers.ofByteArray(zip));
    }

    /** Sends a ZIP or NumPy archive as it lies on the disk. */
    public Report upload(String project, Path archive) {
        return upload(project, file(archive));
    }

    private Report upload(String project, BodyPublisher zip) {
        return http.post(ProjectCalls.path(project) + "/uploads", "application/zip", zip, Report.class);
    }

    /**
     * Imports what lies on the server's machine.
     *
     * @param path absolute path there
     * @param patients patient of a picture by its path relative to that one
     */
    public Report onServer(String project, String path, Map<String, String> patients) {
        return http.post(
                ProjectCalls.path(project) + "/imports", Map.of("path", path, "patients", patients), Report.class);
    }

    /** Sends Part 10 files by STOW-RS (PS3.18 10.5), all in one request, and returns the server's DICOM JSON answer. */
    public Map<?, ?> store(String project, List<Path> files) {
        String boundary = "isocenter-" + UUID.randomUUID();
        List<BodyPublisher> parts = new ArrayList<>();
        for (Path each : files) {
            parts.add(text("--" + boundary + "\r\nContent-Type: application/dicom\r\n\r\n"));
            parts.add(file(each));
            parts.add(text("\r\n"));
        }
        parts.add(text("--" + boundary + "--\r\n"));
        return http.post(
                "/dicomweb/" + Http.encode(project) + "/studies",
                "multipart/related; type=\"application/dicom\"; boundary=" + boundary,
                BodyPublishers.concat(parts.toArray(BodyPublisher[]::new)),
                Map.class);
    }

    static BodyPublisher file(Path file) {
        try {
            return BodyPublishers.ofFile(file);
        } catch (FileNotFoundException e) {
            throw new PlatformException(ErrorCode.NOT_FOUND, "there is no file " + file + " to send", e);
        }
    }

    static BodyPublisher text(String text) {
        return BodyPublishers.ofString(text, StandardCharsets.UTF_8);
    }
}
