package org.isocenter.cli.intake;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.isocenter.cli.intake.FrameNames.FrameRef;
import org.isocenter.cli.upload.CsvFile;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/**
 * How many labels a head may use, for any choice.
 *
 * @param perClass of each class
 * @param total in all
 * @param subsets a file with {@code seed}, {@code per_class} or {@code total}, and {@code image} or {@code train_index}
 */
public record Budget(Optional<Integer> perClass, Optional<Integer> total, Optional<Path> subsets) {
    private static final int LABELS_PER_CLASS = 20;
    private static final int MASKS = 40;

    public Budget {
        if (perClass.isPresent() && total.isPresent()) {
            throw new PlatformException(
                    ErrorCode.BAD_REQUEST, "Give --labels-per-class or --labelled, not both; one budget holds.");
        }
    }

    /** The parameters of a fine-tuning job. */
    public Map<String, Object> parameters(LabelTask task, FrameNames names, long seed) {
        if (subsets.isPresent()) {
            return Map.of("subset", subset(subsets.get(), task, names, seed));
        }
        if (task.isSegmentation()) {
            return Map.of("labelled", total.or(() -> perClass).orElse(MASKS));
        }
        return total.<Map<String, Object>>map(count -> Map.of("labelled", count))
                .orElseGet(() -> Map.of("labelsPerClass", perClass.orElse(LABELS_PER_CLASS)));
    }

    private List<FrameRef> subset(Path file, LabelTask task, FrameNames names, long seed) {
        List<CsvFile.Row> rows = CsvFile.read(file).rows();
        String wanted =
                String.valueOf(task.isSegmentation() ? total.or(() -> perClass).orElse(MASKS) : count());
        List<CsvFile.Row> sized = rows.stream()
                .filter(row ->
                        row.value("per_class", "total").filter(wanted::equals).isPresent())
                .toList();
        Set<String> seeds =
                sized.stream().map(row -> row.value("seed").orElse("0")).collect(Collectors.toCollection(TreeSet::new));
        if (seeds.isEmpty()) {
            throw new PlatformException(
                    ErrorCode.TOO_FEW_LABELS,
                    "The file of subsets has none of %s labels; it has %s."
                            .formatted(
                                    wanted,
                                    rows.stream()
                                            .map(row -> row.value("per_class", "total")
                                                    .orElse("?"))
                                            .distinct()
                                            .toList()));
        }
        String mine = List.copyOf(seeds).get((int) Math.floorMod(seed, (long) seeds.size()));
        return sized.stream()
                .filter(row -> row.value("seed").orElse("0").equals(mine))
                .map(row -> frame(row, names))
                .toList();
    }

    private int count() {
        return perClass.or(() -> total).orElse(LABELS_PER_CLASS);
    }

    private static FrameRef frame(CsvFile.Row row, FrameNames names) {
        String name = row.value("image")
                .or(() -> row.value("train_index").map(index -> "train/" + index))
                .orElse("");
        return names.frame(name)
                .orElseThrow(() -> new PlatformException(
                        ErrorCode.UNKNOWN_IMAGE,
                        "line %d of the subsets: no label names this image; correct it".formatted(row.line())));
    }
}
