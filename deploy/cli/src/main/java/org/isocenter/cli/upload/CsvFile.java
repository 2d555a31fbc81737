package org.isocenter.cli.upload;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/**
 * A comma-separated file with a header (RFC 4180, UTF-8): its rows by column name, columns in any order and in any case.
 *
 * @param columns in lower case
 * @param rows in the order of the file
 */
public record CsvFile(List<String> columns, List<Row> rows) {

    /**
     * One row.
     *
     * @param line where it begins, counted from 1
     * @param cells by column
     */
    public record Row(int line, Map<String, String> cells) {

        /** The first of some columns that has a value. */
        public Optional<String> value(String... columns) {
            for (String column : columns) {
                String value = cells.getOrDefault(column, "").strip();
                if (!value.isEmpty()) {
                    return Optional.of(value);
                }
            }
            return Optional.empty();
        }
    }

    /** Reads a file; {@code NOT_FOUND} without one, {@code LABELS_UNREADABLE} names the line. */
    public static CsvFile read(Path file) {
        try {
            return parse(Files.readString(file, UTF_8));
        } catch (NoSuchFileException e) {
            throw new PlatformException(ErrorCode.NOT_FOUND, "there is no file " + file, e);
        } catch (CharacterCodingException e) {
            throw new PlatformException(ErrorCode.LABELS_UNREADABLE, file + " is not UTF-8; save it as UTF-8", e);
        } catch (IOException e) {
            throw new PlatformException(ErrorCode.LABELS_UNREADABLE, file + " cannot be read", e);
        }
    }

    static CsvFile parse(String text) {
        List<CsvRecords.Fields> records = CsvRecords.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
        if (records.isEmpty()) {
            throw unreadable(1, "expected a header; the file is empty");
        }
        List<String> columns = records.get(0).values().stream()
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .toList();
        List<Row> rows = new ArrayList<>();
        for (CsvRecords.Fields each : records.subList(1, records.size())) {
            rows.add(row(columns, each));
        }
        return new CsvFile(columns, List.copyOf(rows));
    }

    private static Row row(List<String> columns, CsvRecords.Fields fields) {
        if (fields.values().size() != columns.size()) {
            throw unreadable(
                    fields.line(),
                    "expected %d fields as in the header, came %d"
                            .formatted(columns.size(), fields.values().size()));
        }
        Map<String, String> cells = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            cells.put(columns.get(i), fields.values().get(i));
        }
        return new Row(fields.line(), Map.copyOf(cells));
    }

    /** Whether there is one of these columns. */
    public boolean hasAny(String... names) {
        return List.of(names).stream().anyMatch(columns::contains);
    }

    static PlatformException unreadable(int line, String why) {
        return new PlatformException(ErrorCode.LABELS_UNREADABLE, "line " + line + ": " + why);
    }
}
