package org.isocenter.dicom.deidentify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.isocenter.dicom.golden.GoldenCsv;

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
        return GoldenCsv.read(csv).stream().map(PlantedRow::new).toList();
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
}
