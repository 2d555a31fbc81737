package org.isocenter.cli.intake;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.isocenter.cli.client.CohortCalls.Split;
import org.isocenter.cli.client.ImportCalls.Report;
import org.isocenter.cli.console.ProgressBar;
import org.isocenter.cli.upload.LabelSheet;
import org.isocenter.cli.upload.Upload;
import org.isocenter.dicom.image.ImageFolder;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/**
 * A user's own images.
 *
 * @param data folder of pictures or DICOM objects, ZIP or NumPy archive
 * @param labels the label file
 * @param splitFile a split of its own
 * @param unlabelled further images whose labels are never read
 * @param task the one task that is wanted; without it whichever the labels allow, words counting as classes, not as grades
 */
public record OwnIntake(
        Path data, LabelRows labels, Optional<Path> splitFile, Optional<Path> unlabelled, Optional<String> task)
        implements Intake {
    private static final String POOL = "unlabelled/";

    /** Finds the labels: the file that is named, {@code labels.csv} in the folder, or the archive's own. */
    public static OwnIntake find(
            Path data,
            Optional<Path> labelFile,
            Optional<Path> splitFile,
            Optional<Path> unlabelled,
            Optional<String> task) {
        if (!Files.exists(data)) {
            throw new PlatformException(ErrorCode.NOT_FOUND, "There is no file or folder " + data);
        }
        Path beside = data.resolve("labels.csv");
        Optional<Path> file = labelFile.or(() -> Optional.of(beside).filter(Files::isRegularFile));
        LabelRows rows;
        if (file.isPresent()) {
            rows = LabelRows.read(file.get());
        } else if (ImageFolder.isArchive(data)) {
            rows = LabelRows.ofArchive(data);
        } else {
            throw new PlatformException(
                    ErrorCode.LABELS_UNREADABLE,
                    "Expected labels: name a file with --labels, or put labels.csv into the folder.");
        }
        return new OwnIntake(data, rows, splitFile, unlabelled, task);
    }

    @Override
    public String description() {
        String name = String.valueOf(data.toAbsolutePath().normalize().getFileName());
        return name
                + unlabelled
                        .map(pool -> " and, unlabelled, "
                                + pool.toAbsolutePath().normalize().getFileName())
                        .orElse("");
    }

    @Override
    public List<String> send(People people, String project, Telling telling) {
        try (ProgressBar bar = telling.bar()) {
            Report report = new Upload(people.steward().imports(), project, patients(), bar)
                    .without(masks())
                    .send(data);
            if (unlabelled.isPresent()) {
                report = report.plus(new Upload(people.steward().imports(), project, Map.of(), bar)
                        .under(POOL)
                        .send(unlabelled.get()));
            }
            return report.complaints();
        }
    }

    /** Masks lie beside the images they belong to and are no images. */
    public Set<Path> masks() {
        return labels.rows().stream()
                .flatMap(row -> row.masks().stream())
                .map(name -> labels.folder().resolve(name))
                .collect(Collectors.toSet());
    }

    private Map<String, String> patients() {
        Map<String, String> patients = new HashMap<>();
        labels.rows().forEach(row -> Optional.ofNullable(row.names().get("image"))
                .ifPresent(image -> Optional.ofNullable(row.names().get("patient"))
                        .ifPresent(patient -> patients.put(image, patient))));
        return patients;
    }

    @Override
    public List<LabelTask> tasks() {
        List<LabelTask> tasks = Stream.of(labels.classification(), labels.ordinal(), labels.segmentation())
                .flatMap(Optional::stream)
                .filter(each ->
                        task.map(each.task()::equals).orElse(!each.task().equals(LabelTask.ORDINAL)))
                .toList();
        if (tasks.isEmpty()) {
            throw new PlatformException(
                    ErrorCode.LABELS_UNREADABLE,
                    "Expected labels of %s: a column label or class with two words at least, or a column masks."
                            .formatted(task.orElse("some task")));
        }
        return tasks;
    }

    @Override
    public Optional<Split> split() {
        return splitFile.map(file -> Split.given(LabelSheet.read(file).places()));
    }

    @Override
    public boolean knowsPatients() {
        return labels.rows().stream()
                .anyMatch(row ->
                        row.names().containsKey("patient") || !row.names().containsKey("image"));
    }

    @Override
    public Optional<Path> truth() {
        return Optional.empty();
    }
}
