package org.isocenter.cli.efficiency;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.isocenter.cli.client.IsocenterClient;
import org.isocenter.cli.intake.LabelTask;
import org.isocenter.cli.report.EfficiencyChart;
import org.isocenter.cli.report.EfficiencyResult;

/**
 * Writes what a measurement found, beside its logbook: the curves as a picture, the document, the table.
 *
 * @param logbook in whose folder it goes
 */
record ResultFiles(Logbook logbook) {
    static final String PICTURE = "curves.svg";

    void write(EfficiencyResult result, String table) {
        boolean masks = result.task().equals(LabelTask.SEGMENTATION);
        EfficiencyChart chart = new EfficiencyChart(result.metric(), masks, result.summary());
        try {
            Files.writeString(Path.of(result.picture()), chart.svg());
            Files.writeString(logbook.beside("result.json"), IsocenterClient.json(result));
            Files.writeString(logbook.beside("table.txt"), table + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
