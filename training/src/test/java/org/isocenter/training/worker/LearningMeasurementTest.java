package org.isocenter.training.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.isocenter.platform.testing.SharedData;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What pretraining is worth, cell by cell: {@code -Disocenter.learning.cells} names a file of cells, one a line
 * (all of {@code learning-cells.txt} where none is given), and {@code -Disocenter.learning.results} the file that each adds its line to. A cell whose
 * line is there is not run again.
 */
@Tag("proof-ssl")
class LearningMeasurementTest {
    private final Path results = Path.of(System.getProperty(
            "isocenter.learning.results",
            SharedData.root().resolve("training/target/learning.txt").toString()));

    @TempDir
    Path folder;

    @Test
    void every_cell_has_its_line() throws IOException {
        for (String words : cells()) {
            LearningCell cell = LearningCell.of(words);
            if (!done(cell)) {
                String line = cell.run(folder);
                System.out.println(line);
                Files.writeString(results, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            }
            assertThat(done(cell)).isTrue();
        }
    }

    private boolean done(LearningCell cell) throws IOException {
        return Files.exists(results)
                && Files.readAllLines(results).stream().anyMatch(line -> line.startsWith(cell.words() + " |"));
    }

    private static List<String> cells() throws IOException {
        String file = System.getProperty("isocenter.learning.cells");
        return (file == null ? ours() : Files.readAllLines(Path.of(file)))
                .stream()
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .toList();
    }

    private static List<String> ours() throws IOException {
        try (InputStream in = LearningMeasurementTest.class.getResourceAsStream("learning-cells.txt")) {
            return new String(in.readAllBytes(), UTF_8).lines().toList();
        }
    }
}
