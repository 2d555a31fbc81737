package org.isocenter.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JavaCommandTest {
    @Test
    void the_users_options_are_words() {
        assertThat(JavaCommand.userOptions(" -Xmx2g  -Da=b ")).containsExactly("-Xmx2g", "-Da=b");
        assertThat(JavaCommand.userOptions(null)).isEmpty();
        assertThat(JavaCommand.userOptions(" ")).isEmpty();
    }

    @Test
    void a_child_has_a_bounded_heap_and_leaves_no_core() {
        assertThat(new JavaCommand(900).property("a", 1).run("-jar", "x.jar"))
                .containsSubsequence("-Xmx900m", "-XX:-CreateCoredumpOnCrash", "-Da=1", "-jar", "x.jar");
    }

    @Test
    void the_users_collector_takes_the_place_of_ours() {
        JavaCommand command = new JavaCommand(900).option("-XX:+UseSerialGC");
        assertThat(command.run(List.of("-Da=b"), "-jar", "x.jar")).contains("-XX:+UseSerialGC");
        assertThat(command.run(List.of("-XX:+UseZGC"), "-jar", "x.jar"))
                .contains("-XX:+UseZGC")
                .doesNotContain("-XX:+UseSerialGC");
    }

    @Test
    void the_users_heap_takes_the_place_of_ours() {
        JavaCommand command = new JavaCommand(900).option("-Xmn160m");
        assertThat(command.run(List.of("-Da=b"), "-jar", "x.jar")).contains("-Xms64m", "-Xmn160m");
        assertThat(command.run(List.of("-Xmx96m"), "-jar", "x.jar"))
                .containsSubsequence("-Xmx900m", "-Xmx96m")
                .doesNotContain("-Xms64m", "-Xmn160m");
    }
}
