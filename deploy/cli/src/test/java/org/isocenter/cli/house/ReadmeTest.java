package org.isocenter.cli.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.isocenter.cli.Isocenter;
import org.isocenter.platform.testing.SharedData;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What the README and the tutorial promise is there. */
class ReadmeTest {
    private static final Pattern WORD = Pattern.compile("\"[^\"]*\"|\\S+");

    private final Path root = SharedData.root();
    private final CommandLine line = Isocenter.commandLine();
    private final String readme = read("README.md");

    @Test
    void every_command_of_the_readme_is_one() {
        List<String> commands = commands(readme);
        assertThat(commands).hasSizeGreaterThan(8).contains("deploy/isocenter demo");
        commands.forEach(this::assertParses);
        assertThat(root.resolve("deploy/isocenter")).isExecutable();
        assertThat(root.resolve("mvnw")).isExecutable();
        assertThat(readme).contains("./mvnw verify");
    }

    @Test
    void every_command_of_the_tutorial_is_one() {
        List<String> commands = commands(read("docs/few-labels.md"));
        assertThat(commands).hasSizeGreaterThan(15);
        commands.forEach(this::assertParses);
    }

    private static List<String> commands(String page) {
        return page.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("deploy/isocenter "))
                .toList();
    }

    /** Words between quotes are one; what stands for an identifier is one. */
    private void assertParses(String command) {
        String[] words = WORD.matcher(command.replaceAll("\\$[A-Z]+", new UUID(0, 1).toString()))
                .results()
                .skip(1)
                .map(word -> word.group().replace("\"", ""))
                .toArray(String[]::new);
        assertThatCode(() -> line.parseArgs(words)).as(command).doesNotThrowAnyException();
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

    private String read(String page) {
        try {
            return Files.readString(root.resolve(page));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
