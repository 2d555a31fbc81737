package org.isocenter.annotation.labelfile;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.isocenter.annotation.labelfile.LabelRow.Name;
import org.isocenter.annotation.labelfile.LabelRow.Subject;
import org.isocenter.platform.cohort.Partition;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/** Reads {@code labels.csv}: a header, columns in any order, the names of the documentation; other columns are ignored. */
public final class LabelFile {
    private static final Map<Name, String> SUBJECTS = new EnumMap<>(Map.of(
            Name.IMAGE, "image",
            Name.SOP_UID, "sop_uid",
            Name.SERIES_UID, "series_uid",
            Name.STUDY_UID, "study_uid",
            Name.PATIENT, "patient"));

    private final Map<String, Integer> columns;

    private LabelFile(CsvReader.Fields header) {
        columns = new HashMap<>();
        for (int i = 0; i < header.fields().size(); i++) {
            columns.put(header.fields().get(i).strip().replace("\uFEFF", "").toLowerCase(Locale.ROOT), i);
        }
        if (SUBJECTS.values().stream().noneMatch(columns::containsKey)) {
            throw unreadable(
                    header.line(),
                    "expected a header with one of the columns image, sop_uid, series_uid, study_uid, patient");
        }
    }

    /**
     * Reads all rows; {@code LABELS_UNREADABLE} names the line.
     *
     * @param text UTF-8 text
     * @param limit most rows it may have
     */
    public static List<LabelRow> read(Reader text, int limit) throws IOException {
        List<LabelRow> rows = new ArrayList<>();
        read(text, row -> {
            if (rows.size() == limit) {
                throw unreadable(row.line(), "expected at most %d rows; split the file".formatted(limit));
            }
            rows.add(row);
        });
        return rows;
    }

    private static void read(Reader text, Consumer<LabelRow> rows) throws IOException {
        CsvReader csv = new CsvReader(text);
        LabelFile file =
                new LabelFile(csv.next().orElseThrow(() -> unreadable(1, "expected a header; the file is empty")));
        for (Optional<CsvReader.Fields> next = csv.next(); next.isPresent(); next = csv.next()) {
            CsvReader.Fields fields = next.get();
            if (!fields.isBlank()) {
                rows.accept(file.row(fields));
            }
        }
    }

    private LabelRow row(CsvReader.Fields fields) {
        if (fields.fields().size() != columns.size()) {
            throw unreadable(
                    fields.line(),
                    "expected %d fields as in the header, came %d"
                            .formatted(columns.size(), fields.fields().size()));
        }
        return new LabelRow(
                fields.line(),
                subject(fields),
                list(fields, "label", "class"),
                list(fields, "mask", "masks"),
                partition(fields));
    }

    /** The most exact name that the row has. */
    private Subject subject(CsvReader.Fields fields) {
        return Arrays.stream(Name.values())
                .flatMap(name ->
                        value(fields, SUBJECTS.getOrDefault(name, "")).map(value -> new Subject(name, value)).stream())
                .findFirst()
                .orElseThrow(() -> unreadable(fields.line(), "expected a name of what is labelled; all are empty"));
    }

    private Optional<Partition> partition(CsvReader.Fields fields) {
        return value(fields, "split").map(word -> switch (word.toLowerCase(Locale.ROOT)) {
            case "train" -> Partition.TRAIN;
            case "val", "validation" -> Partition.VAL;
            case "test" -> Partition.TEST;
            case "unlabelled" -> Partition.UNLABELLED;
            default -> throw unreadable(fields.line(), "expected the split train, val, test or unlabelled");
        });
    }

    private List<String> list(CsvReader.Fields fields, String column, String otherColumn) {
        return value(fields, column).or(() -> value(fields, otherColumn)).stream()
                .flatMap(words -> Arrays.stream(words.split(";", -1)))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
    }

    private Optional<String> value(CsvReader.Fields fields, String column) {
        return Optional.ofNullable(columns.get(column))
                .map(index -> fields.fields().get(index).strip())
                .filter(value -> !value.isEmpty());
    }

    static PlatformException unreadable(int line, String message) {
        return new PlatformException(ErrorCode.LABELS_UNREADABLE, "line " + line + ": " + message);
    }
}
