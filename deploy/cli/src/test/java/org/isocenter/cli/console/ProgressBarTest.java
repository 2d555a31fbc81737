package org.isocenter.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
    private final StringWriter told = new StringWriter();

    @Test
    void a_terminal_sees_one_line_that_changes_and_ends_at_its_edge() {
        try (ProgressBar bar = new ProgressBar(new PrintWriter(told), true)) {
            bar.show(1, 4, "a long sentence");
            bar.show(4, 4, "end");
        }
        String[] lines = told.toString().split("\r", -1);
        assertThat(lines).hasSize(3);
        assertThat(lines[1])
                .startsWith("\u001b[?7l[#######.......................], about ")
                .endsWith(" left a long sentence\u001b[K\u001b[?7h");
        assertThat(lines[2]).isEqualTo("\u001b[?7l[##############################] end\u001b[K\u001b[?7h\n");
    }

    @Test
    void elsewhere_a_line_is_printed_for_each_tenth() {
        try (ProgressBar bar = new ProgressBar(new PrintWriter(told), false)) {
            bar.show(1, 100, "one");
            bar.show(2, 100, "two");
            bar.show(10, 100, "ten");
        }
        assertThat(told.toString().lines()).hasSize(2).first().asString().startsWith("  1 % one");
    }
}
