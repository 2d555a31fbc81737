package org.isocenter.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.isocenter.platform.testing.SharedData;
import org.junit.jupiter.api.Test;

/** Every package of every module, tests included, says what lives in it and takes null as something to be named. */
class PackageSentencesTest {
    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
    private static final Pattern SENTENCE = Pattern.compile(
            "/\\*\\*\\s+\\S.*\\.\\s+\\*/\\s+@(?:org\\.jspecify\\.annotations\\.)?NullMarked\\s+package ",
            Pattern.DOTALL);

    @Test
    void every_package_has_a_sentence() throws IOException {
        List<Path> packages = packages();
        assertThat(packages).hasSizeGreaterThan(80);
        assertThat(packages).allSatisfy(folder -> assertThat(folder.resolve("package-info.java"))
                .exists()
                .content()
                .containsPattern(SENTENCE));
    }

    private static List<Path> packages() throws IOException {
        String pom = Files.readString(SharedData.root().resolve("pom.xml"));
        return MODULE.matcher(pom)
                .results()
                .map(module -> module.group(1))
                .flatMap(module -> Stream.of("src/main/java", "src/test/java")
                        .map(SharedData.root().resolve(module)::resolve))
                .filter(Files::isDirectory)
                .flatMap(PackageSentencesTest::foldersWithClasses)
                .toList();
    }

    private static Stream<Path> foldersWithClasses(Path sources) {
        try (Stream<Path> files = Files.walk(sources)) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .map(Path::getParent)
                    .distinct()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
