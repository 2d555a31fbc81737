package org.isocenter.cli.intake;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.isocenter.cli.upload.CsvFile;
import org.isocenter.dicom.image.NpzImages;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/**
 * The labels that a run brings, as they lie on the disk.
 *
 * @param folder to which the paths of masks are relative
 * @param rows in the order of the file
 */
public record LabelRows(Path folder, List<Row> rows) {
    private static final List<String> NAMES = List.of("image", "sop_uid", "series_uid", "study_uid", "patient");

    public LabelRows {
        rows = List.copyOf(rows);
    }

    /**
     * One row.
     *
     * @param names what it labels, by column
     * @param label class, several separated by {@code ;}; may be empty
     * @param masks relative paths; may be empty
     * @param side {@code train}, {@code val}, {@code test}, {@code unlabelled} or empty
     */
    public record Row(Map<String, String> names, String label, List<String> masks, String side) {

        /** The most exact name. */
        public String name() {
            return NAMES.stream()
                    .map(column -> names.getOrDefault(column, ""))
                    .filter(name -> !name.isEmpty())
                    .findFirst()
                    .orElse("");
        }

        public boolean isLabelled() {
            return !side.equals("unlabelled");
        }
    }

    /** Reads {@code labels.csv}. */
    public static LabelRows read(Path file) {
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of("/"));
        return new LabelRows(
                folder, CsvFile.read(file).rows().stream().map(LabelRows::row).toList());
    }

    /** The labels that a NumPy archive of MedMNIST's form holds itself; its arrays are the sides. */
    public static LabelRows ofArchive(Path archive) {
        List<Row> rows = new NpzImages(archive)
                .labels().entrySet().stream()
                        .map(label -> new Row(
                                Map.of("image", label.getKey()),
                                label.getValue(),
                                List.of(),
                                label.getKey().substring(0, label.getKey().indexOf('/'))))
                        .toList();
        return new LabelRows(Path.of("/"), rows);
    }

    private static Row row(CsvFile.Row row) {
        Map<String, String> names = new LinkedHashMap<>();
        NAMES.forEach(column -> row.value(column).ifPresent(value -> names.put(column, value)));
        return new Row(
                names,
                row.value("label", "class").orElse(""),
                row.value("mask", "masks").stream()
                        .flatMap(words -> Arrays.stream(words.split(";", -1)))
                        .map(String::strip)
                        .filter(word -> !word.isEmpty())
                        .toList(),
                row.value("split").orElse("").toLowerCase(Locale.ROOT));
    }

    public boolean hasSides() {
        return rows.stream().anyMatch(row -> !row.side().isEmpty());
    }

    /** The rows with classes and the words of their scheme; several words of one image make it one of several findings. */
    public Optional<LabelTask> classification() {
        boolean several =
                rows.stream().anyMatch(row -> row.isLabelled() && row.label().contains(";"));
        return classes(LabelTask.CLASSIFICATION, several ? "MULTI_LABEL" : "CLASSIFICATION");
    }

    /** The same rows as grades, in the order of their words. */
    public Optional<LabelTask> ordinal() {
        return classes(LabelTask.ORDINAL, "ORDINAL");
    }

    /** Grades are often numbers, and 10 comes after 2. */
    private static int number(String word) {
        return word.matches("[0-9]{1,9}") ? Integer.parseInt(word) : 0;
    }

    private Optional<LabelTask> classes(String task, String kind) {
        List<String> classes = rows.stream()
                .filter(row -> row.isLabelled() && !row.label().isEmpty())
                .flatMap(row -> Arrays.stream(row.label().split(";", -1)))
                .map(String::strip)
                .distinct()
                .sorted(Comparator.comparingInt(LabelRows::number).thenComparing(Comparator.naturalOrder()))
                .toList();
        return classes.size() < 2
                ? Optional.empty()
                : Optional.of(new LabelTask(
                        task,
                        kind,
                        task.equals(LabelTask.ORDINAL) ? "grade" : "class",
                        classes,
                        with(row -> !row.isLabelled() || !row.label().isEmpty())));
    }

    /** The rows with masks; what lies in a mask is one region, whatever its class. */
    public Optional<LabelTask> segmentation() {
        List<Row> masked = with(row -> !row.masks().isEmpty()).rows();
        return masked.stream().noneMatch(Row::isLabelled)
                ? Optional.empty()
                : Optional.of(new LabelTask(
                        LabelTask.SEGMENTATION,
                        "SEGMENTATION",
                        "lesion mask",
                        List.of("lesion"),
                        new LabelRows(folder, masked)));
    }

    private LabelRows with(Predicate<Row> wanted) {
        return new LabelRows(folder, rows.stream().filter(wanted).toList());
    }

    /** A label file of these rows: row i stands in line i + 2. */
    public byte[] csv(boolean withMasks) {
        List<String> columns = NAMES.stream()
                .filter(column -> rows.stream().anyMatch(row -> row.names().containsKey(column)))
                .toList();
        List<String> lines = new ArrayList<>();
        lines.add(String.join(",", columns) + (withMasks ? ",masks" : ",label") + (hasSides() ? ",split" : ""));
        rows.forEach(row -> lines.add(Stream.concat(
                        columns.stream().map(column -> row.names().getOrDefault(column, "")),
                        Stream.concat(
                                Stream.of(withMasks ? String.join(";", row.masks()) : row.label()),
                                hasSides() ? Stream.of(row.side()) : Stream.of()))
                .map(LabelRows::quoted)
                .collect(Collectors.joining(","))));
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static String quoted(String value) {
        return '"' + value.replace("\"", "\"\"").replace('\n', ' ') + '"';
    }

    /** The mask files of labelled rows by the paths that name them. */
    public Map<String, Path> masks() {
        Map<String, Path> masks = new LinkedHashMap<>();
        rows.stream()
                .filter(Row::isLabelled)
                .flatMap(row -> row.masks().stream())
                .forEach(name -> {
                    Path file = folder.resolve(name);
                    if (!Files.isRegularFile(file)) {
                        throw new PlatformException(
                                ErrorCode.LABELS_UNREADABLE, "The label file names a mask that is not there: " + name);
                    }
                    masks.put(name, file);
                });
        return masks;
    }
}
