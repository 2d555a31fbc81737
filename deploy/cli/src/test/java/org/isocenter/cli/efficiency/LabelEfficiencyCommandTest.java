package org.isocenter.cli.efficiency;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.isocenter.cli.Isocenter;
import org.isocenter.cli.console.ExitCode;
import org.isocenter.platform.testing.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A call that cannot succeed ends at once: no stack is started and no logbook opened. */
class LabelEfficiencyCommandTest {
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path home;

    @Test
    void images_of_ones_own_and_a_cohort_of_a_server_exclude_one_another() {
        assertThat(call()).isEqualTo(ExitCode.WRONG_CALL);
        assertThat(call("--cohort", "chests")).isEqualTo(ExitCode.WRONG_CALL);
        assertThat(call("--cohort", "chests", "--label-set", "findings", "--data", images()))
                .isEqualTo(ExitCode.WRONG_CALL);
    }

    @Test
    void labels_beside_a_cohort_are_refused_and_not_passed_over() {
        assertThat(call("--cohort", "chests", "--label-set", "findings", "--labels", "labels.csv"))
                .isEqualTo(ExitCode.WRONG_CALL);
        assertThat(err.toString()).contains("Expected --data beside --labels");
    }

    @Test
    void a_figure_that_no_curve_shows_is_a_wrong_call() {
        assertThat(call("--data", images(), "--metric", "accuracy")).isEqualTo(ExitCode.WRONG_CALL);
        assertThat(err.toString()).contains("auroc, averagePrecision, quadraticKappa, dice");
    }

    @Test
    void weights_that_are_not_there_are_not_found() {
        assertThat(call("--data", images(), "--weights", "/nowhere/at/all.safetensors"))
                .isEqualTo(ExitCode.NOT_FOUND);
    }

    private static String images() {
        return SharedData.data("classification/brain_tumor_mri").toString();
    }

    private int call(String... options) {
        CommandLine line = Isocenter.commandLine();
        line.setOut(new PrintWriter(new StringWriter()));
        line.setErr(new PrintWriter(err, true));
        List<String> call = new ArrayList<>(List.of("bench", "label-efficiency", "--home", home.toString()));
        call.addAll(List.of(options));
        int exit = line.execute(call.toArray(String[]::new));
        assertThat(home).isEmptyDirectory();
        return exit;
    }
}
