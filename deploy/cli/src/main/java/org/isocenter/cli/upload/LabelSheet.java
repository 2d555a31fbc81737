package org.isocenter.cli.upload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.isocenter.cli.client.CohortCalls.Place;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.label.Label;

/** A label or split file as it lies on the disk: what has to travel with it and what it says on its own. */
public final class LabelSheet {
    private static final Map<String, String> PARTITIONS =
            Map.of("train", "TRAIN", "val", "VAL", "validation", "VAL", "test", "TEST", "unlabelled", "UNLABELLED");

    private final Path file;
    private final CsvFile csv;

    private LabelSheet(Path file, CsvFile csv) {
        this.file = file;
        this.csv = csv;
    }

    /** Reads a file; errors as in {@link CsvFile#read}. */
    public static LabelSheet read(Path file) {
        return new LabelSheet(file, CsvFile.read(file));
    }

    /** The file's bytes, for the server to read. */
    public byte[] bytes() {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new PlatformException(ErrorCode.LABELS_UNREADABLE, file + " cannot be read", e);
        }
    }

    /** Whether rows name masks, so that the labels are of segmentation. */
    public boolean hasMasks() {
        return csv.rows().stream().anyMatch(row -> row.value("mask", "masks").isPresent());
    }

    /** Whether a row has several words or leaves a finding open, so that the labels are of several findings at once. */
    public boolean hasFindings() {
        return labelled()
                .map(row -> list(row, "label", "class").toList())
                .anyMatch(words -> words.size() > 1 || words.stream().anyMatch(Label::isOpen));
    }

    /** Every word of the labelled rows, sorted; numbers by their value. */
    public List<String> words() {
        List<String> words = labelled()
                .flatMap(row -> list(row, "label", "class"))
                .map(Label::word)
                .distinct()
                .sorted()
                .toList();
        boolean numbers = words.stream().allMatch(word -> word.matches("\\d{1,9}"));
        return numbers
                ? words.stream()
                        .sorted(Comparator.comparingInt(Integer::parseInt))
                        .toList()
                : words;
    }

    /** The mask files by the relative paths that name them; one that is not there is {@code LABELS_UNREADABLE}. */
    public Map<String, Path> masks() {
        Map<String, Path> masks = new LinkedHashMap<>();
        labelled().forEach(row -> maskNames(row).forEach(name -> {
            Path mask = beside(name);
            if (!Files.isRegularFile(mask)) {
                throw CsvFile.unreadable(row.line(), "there is no mask file " + name);
            }
            masks.put(name, mask);
        }));
        return masks;
    }

    /** Where the masks of every row lie or should lie: no file of these is an image. */
    public Set<Path> maskPlaces() {
        return csv.rows().stream()
                .flatMap(LabelSheet::maskNames)
                .map(this::beside)
                .collect(Collectors.toSet());
    }

    private Path beside(String name) {
        return Optional.ofNullable(file.toAbsolutePath().getParent())
                .orElse(Path.of("/"))
                .resolve(name);
    }

    private static Stream<String> maskNames(CsvFile.Row row) {
        return list(row, "mask", "masks");
    }

    /** The patient of an image by its path, where the file has both columns. */
    public Map<String, String> patients() {
        Map<String, String> patients = new HashMap<>();
        csv.rows().forEach(row -> row.value("image")
                .ifPresent(image -> row.value("patient").ifPresent(patient -> patients.put(image, patient))));
        return patients;
    }

    /** The sides that the file gives; {@code LABELS_UNREADABLE} without the column or with another word in it. */
    public List<Place> places() {
        if (!csv.hasAny("split")) {
            throw CsvFile.unreadable(1, "expected a column split beside the names of the images");
        }
        return csv.rows().stream().flatMap(row -> place(row).stream()).toList();
    }

    private static Optional<Place> place(CsvFile.Row row) {
        return row.value("split")
                .map(word -> Optional.ofNullable(PARTITIONS.get(word.toLowerCase(Locale.ROOT)))
                        .orElseThrow(() ->
                                CsvFile.unreadable(row.line(), "expected the split train, val, test or unlabelled")))
                .map(side -> named(row, side));
    }

    /** By the most exact name that the row has. */
    private static Place named(CsvFile.Row row, String side) {
        List<String> columns = List.of("image", "sop_uid", "series_uid", "study_uid", "patient");
        String column = columns.stream()
                .filter(each -> row.value(each).isPresent())
                .findFirst()
                .orElseThrow(() -> CsvFile.unreadable(row.line(), "expected one of the names " + columns));
        String name = row.value(column).orElseThrow();
        return switch (column) {
            case "image" -> new Place(name, null, 0, side, null, null, null, null);
            case "sop_uid" -> new Place(null, null, 0, side, name, null, null, null);
            case "series_uid" -> new Place(null, null, 0, side, null, name, null, null);
            case "study_uid" -> new Place(null, null, 0, side, null, null, name, null);
            default -> new Place(null, null, 0, side, null, null, null, name);
        };
    }

    private Stream<CsvFile.Row> labelled() {
        Predicate<CsvFile.Row> unlabelled =
                row -> row.value("split").filter("unlabelled"::equalsIgnoreCase).isPresent();
        return csv.rows().stream().filter(unlabelled.negate());
    }

    private static Stream<String> list(CsvFile.Row row, String... columns) {
        return row.value(columns).stream()
                .flatMap(words -> Arrays.stream(words.split(";", -1)))
                .map(String::strip)
                .filter(word -> !word.isEmpty());
    }
}
