package org.isocenter.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.isocenter.cli.Isocenter;
import org.isocenter.cli.console.ExitCode;
import org.isocenter.platform.testing.SharedData;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** A call that cannot succeed ends at once, before anything is started. */
class DemoCommandTest {
    private final StringWriter err = new StringWriter();

    @Test
    void options_that_need_data_are_a_wrong_call_without() {
        assertThat(call("demo", "--labels", "labels.csv")).isEqualTo(ExitCode.WRONG_CALL);
        assertThat(err.toString()).contains("Expected --data");
    }

    @Test
    void two_budgets_are_a_wrong_call() {
        assertThat(call("demo", "--labels-per-class", "5", "--labelled", "9")).isEqualTo(ExitCode.WRONG_CALL);
    }

    @Test
    void a_task_that_does_not_exist_is_a_wrong_call() {
        assertThat(call("demo", "--task", "detection")).isEqualTo(ExitCode.WRONG_CALL);
    }

    @Test
    void data_that_are_not_there_are_not_found() {
        assertThat(call("demo", "--data", "/nowhere/at/all")).isEqualTo(ExitCode.NOT_FOUND);
    }

    @Test
    void weights_that_are_not_there_are_not_found() {
        assertThat(call("demo", "--weights", "/nowhere/at/all.safetensors")).isEqualTo(ExitCode.NOT_FOUND);
    }

    @Test
    void labels_that_do_not_fit_the_task_are_bad_input() {
        String data = SharedData.data("classification/brain_tumor_mri").toString();
        assertThat(call("demo", "--data", data, "--task", "segmentation")).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(err.toString()).contains("column masks");
    }

    private int call(String... args) {
        CommandLine line = Isocenter.commandLine();
        line.setOut(new PrintWriter(new StringWriter()));
        line.setErr(new PrintWriter(err, true));
        return line.execute(args);
    }
}
