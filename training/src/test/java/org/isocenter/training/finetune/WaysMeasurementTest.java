package org.isocenter.training.finetune;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.isocenter.platform.testing.SharedData;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Frozen, fine-tuned and chosen by the labels, on test images, beside what another stack reached from the same draws: {@code -Disocenter.ways.cells} names
 * a file of cells, one a line (every budget and draw of both sets where none is given), and {@code -Disocenter.ways.results} the file that each adds its
 * line to. A cell whose line is there is not run again. Prints its figures.
 */
@Tag("proof-ssl")
class WaysMeasurementTest {
    private static final int DRAWS = 5;
    private static final int[] BUDGETS = {5, 10, 20, 50};

    private final Path results = Path.of(System.getProperty(
            "isocenter.ways.results",
            SharedData.root().resolve("training/target/ways.txt").toString()));

    /** Budget of a set. */
    private record Row(String set, int labels) {
        @Override
        public String toString() {
            return labels == DrawnSet.ALL ? set + ", all labels" : "%s, %d a class".formatted(set, labels);
        }
    }

    @Test
    void each_way_reaches_what_it_does_elsewhere_and_the_chosen_one_what_the_better_does() throws IOException {
        List<WayCell> cells = cells();
        for (WayCell cell : cells) {
            if (line(cell).isEmpty()) {
                String line = cell.run();
                System.out.println(line);
                Files.writeString(results, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            }
        }
        SoftAssertions softly = new SoftAssertions();
        for (Row row : new LinkedHashSet<>(
                cells.stream().map(cell -> new Row(cell.set(), cell.labels())).toList())) {
            beside(row, cells, softly);
        }
        softly.assertAll();
    }

    private void beside(Row row, List<WayCell> cells, SoftAssertions softly) throws IOException {
        Elsewhere frozen = Elsewhere.of(row.set(), WayCell.SIZE, WayCell.FROZEN, row.labels());
        Elsewhere finetuned = Elsewhere.of(row.set(), WayCell.SIZE, WayCell.FINETUNED, row.labels());
        Map<String, Map<Integer, Double>> ours = bySeed(row, cells);
        Map<Integer, Double> auto = ours.get(WayCell.AUTO);
        reach(row, WayCell.FROZEN, ours.get(WayCell.FROZEN), frozen, softly);
        reach(row, WayCell.FINETUNED, ours.get(WayCell.FINETUNED), finetuned, softly);
        reach(row, WayCell.AUTO, auto, Elsewhere.better(frozen, finetuned), softly);
        System.out.println("%s, auto beside ours: frozen %s; finetuned %s"
                .formatted(
                        row,
                        Paired.of(auto, ours.get(WayCell.FROZEN)).orElseThrow(),
                        Paired.of(auto, ours.get(WayCell.FINETUNED)).orElseThrow()));
    }

    /** Prints a way's figures; the interval of the difference must not lie below -0.01. */
    private static void reach(
            Row row, String way, Map<Integer, Double> ours, Elsewhere elsewhere, SoftAssertions softly) {
        Optional<Paired> paired = Paired.of(ours, elsewhere.bySeed());
        System.out.println(String.format(
                Locale.ROOT,
                "%s, %s: %.3f over %d draws, elsewhere %s",
                row,
                way,
                ours.values().stream()
                        .mapToDouble(Double::doubleValue)
                        .average()
                        .orElseThrow(),
                ours.size(),
                paired.map(Paired::toString).orElse("not measured")));
        paired.ifPresent(p -> softly.assertThat(p.high()).as("%s, %s", row, way).isGreaterThan(-0.01));
    }

    private Map<String, Map<Integer, Double>> bySeed(Row row, List<WayCell> cells) throws IOException {
        Map<String, Map<Integer, Double>> figures = new TreeMap<>();
        for (WayCell cell : cells) {
            if (cell.set().equals(row.set()) && cell.labels() == row.labels()) {
                String line = line(cell).orElseThrow();
                WayCell.figures(line).forEach((way, figure) -> figures.computeIfAbsent(way, w -> new TreeMap<>())
                        .put(cell.seed(), figure));
            }
        }
        assertThat(figures).containsOnlyKeys(WayCell.FROZEN, WayCell.FINETUNED, WayCell.AUTO);
        return figures;
    }

    private Optional<String> line(WayCell cell) throws IOException {
        if (!Files.exists(results)) {
            return Optional.empty();
        }
        return Files.readAllLines(results).stream()
                .filter(line -> line.startsWith(cell.words() + " |"))
                .findFirst();
    }

    private static List<WayCell> cells() throws IOException {
        String file = System.getProperty("isocenter.ways.cells");
        if (file == null) {
            return all();
        }
        return Files.readAllLines(Path.of(file)).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(WayCell::of)
                .toList();
    }

    /** The cheapest first. */
    private static List<WayCell> all() {
        List<WayCell> cells = new ArrayList<>();
        for (int labels : BUDGETS) {
            for (int seed = 0; seed < DRAWS; seed++) {
                cells.add(new WayCell(DrawnSet.BREAST, labels, seed));
                cells.add(new WayCell(DrawnSet.BRAIN, labels, seed));
            }
        }
        Stream.of(DrawnSet.BREAST, DrawnSet.BRAIN).forEach(set -> cells.add(new WayCell(set, DrawnSet.ALL, 0)));
        return cells;
    }
}
