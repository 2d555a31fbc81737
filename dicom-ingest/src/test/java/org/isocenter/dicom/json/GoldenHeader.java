package org.isocenter.dicom.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.isocenter.platform.testing.SharedData;

/**
 * What independent tools read from one file.
 *
 * @param path below the sample images
 * @param meta group 0002 in the DICOM JSON model
 * @param dataset everything else
 */
record GoldenHeader(String path, JsonNode meta, JsonNode dataset) {

    static List<GoldenHeader> all() {
        ObjectMapper json = new ObjectMapper();
        try (Stream<String> lines = Files.lines(SharedData.golden("dicom/headers.jsonl"))) {
            return lines.map(line -> of(json, line)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static GoldenHeader of(ObjectMapper json, String line) {
        try {
            JsonNode node = json.readTree(line);
            return new GoldenHeader(node.get("path").asText(), node.get("meta"), node.get("dataset"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path file() {
        return SharedData.data("dicom").resolve(path);
    }

    @Override
    public String toString() {
        return path;
    }
}
