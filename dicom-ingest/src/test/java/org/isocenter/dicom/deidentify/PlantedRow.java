package org.isocenter.dicom.deidentify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One row of the golden file of planted identifiers: column name to cell. */
record PlantedRow(Map<String, String> cells) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<Option, String> COLUMNS = Map.of(
            Option.SAFE_PRIVATE, "safe_private",
            Option.UIDS, "uids",
            Option.DEVICE, "device",
            Option.INSTITUTION, "institution",
            Option.PATIENT_CHARACTERISTICS, "patient_chars",
            Option.FULL_DATES, "full_dates",
            Option.MODIFIED_DATES, "modified_dates",
            Option.CLEAN_DESCRIPTORS, "clean_desc",
            Option.CLEAN_STRUCTURED_CONTENT, "clean_struct",
            Option.CLEAN_GRAPHICS, "clean_graph");

    static List<PlantedRow> read(Path csv) {
        try {
            List<List<String>> lines = parse(Files.readString(csv));
            List<PlantedRow> rows = new ArrayList<>();
            for (List<String> line : lines.subList(1, lines.size())) {
                Map<String, String> cells = new HashMap<>();
                for (int i = 0; i < line.size(); i++) {
                    cells.put(lines.get(0).get(i), line.get(i));
                }
                rows.add(new PlantedRow(cells));
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String cell(String column) {
        return cells.getOrDefault(column, "");
    }

    String file() {
        return cell("file");
    }

    boolean is(String kind) {
        return cell("class").equals(kind);
    }

    /** The action code under a choice: K or C of an option, else the Basic cell. */
    String code(ProfileChoice choice) {
        List<String> chosen = choice.options().stream()
                .map(option -> cell(COLUMNS.getOrDefault(option, "")))
                .filter(code -> !code.isEmpty())
                .toList();
        if (chosen.contains("K")) {
            return "K";
        }
        return chosen.contains("C") ? "C" : cell("basic");
    }

    List<String> strings(String column) {
        try {
            return List.of(JSON.readValue(cell(column), String[].class));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tags of the path and item numbers between them: tag, item, tag, item, tag. */
    int[] path() {
        String[] parts = cell("tag_path").split("[\\[\\]/]+", -1);
        int[] path = new int[parts.length];
        for (int i = 0; i < parts.length; i++) {
            path[i] = i % 2 == 0 ? Integer.parseUnsignedInt(parts[i], 16) : Integer.parseInt(parts[i]);
        }
        return path;
    }

    private static List<List<String>> parse(String text) {
        List<List<String>> lines = new ArrayList<>();
        List<String> line = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                cell.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == ',' || c == '\n')) {
                line.add(cell.toString());
                cell.setLength(0);
                if (c == '\n') {
                    lines.add(line);
                    line = new ArrayList<>();
                }
            } else if (c != '\r' || quoted) {
                cell.append(c);
            }
        }
        return lines;
    }
}
