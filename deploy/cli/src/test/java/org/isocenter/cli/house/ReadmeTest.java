package org.isocenter.cli.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.isocenter.cli.Isocenter;
import org.isocenter.platform.testing.SharedData;
import org.junit.jupiter.api.Test;

/** What the README promises is there. */
class ReadmeTest {
    private final Path root = SharedData.root();
    private final String readme = read();

    @Test
    void every_command_of_the_readme_is_one() {
        List<String> commands = readme.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("deploy/isocenter "))
                .toList();
        assertThat(commands).hasSizeGreaterThan(8).contains("deploy/isocenter demo");
        commands.forEach(command -> assertThatCode(() -> Isocenter.commandLine()
                        .parseArgs(
                                Arrays.stream(command.split(" +", -1)).skip(1).toArray(String[]::new)))
                .as(command)
                .doesNotThrowAnyException());
        assertThat(root.resolve("deploy/isocenter")).isExecutable();
        assertThat(root.resolve("mvnw")).isExecutable();
        assertThat(readme).contains("./mvnw verify");
    }

    @Test
    void every_link_of_the_readme_leads_somewhere() {
        List<String> links = Pattern.compile("\\]\\(([^)]+)\\)")
                .matcher(readme)
                .results()
                .map((MatchResult link) -> link.group(1))
                .toList();
        assertThat(links).isNotEmpty().allSatisfy(link -> assertThat(root.resolve(link))
                .exists());
    }

    private String read() {
        try {
            return Files.readString(root.resolve("README.md"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
