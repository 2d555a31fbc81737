package org.isocenter.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.isocenter.platform.testing.SharedData;
import org.junit.jupiter.api.Test;

/** The reference of verbs in {@code docs} equals the verbs; {@code -Dupdate-docs=true} writes it anew. */
class CommandLineReferenceTest {

    @Test
    void every_verb_is_in_the_reference() throws IOException {
        Path file = SharedData.root().resolve("docs/command-line.md");
        String text = CommandLineReference.text();
        if (Boolean.getBoolean("update-docs")) {
            Files.writeString(file, text);
        }
        assertThat(file)
                .as("run with -Dupdate-docs=true and read the difference")
                .hasContent(text);
    }

    @Test
    void every_verb_says_what_it_does_and_every_argument_what_it_means() {
        assertThat(CommandLineReference.text().lines())
                .noneMatch(line -> line.matches("\\| `.*` \\|\\s*\\|"))
                .noneMatch(line -> line.contains("${"));
    }
}
