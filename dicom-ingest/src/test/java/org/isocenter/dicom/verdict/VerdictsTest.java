package org.isocenter.dicom.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.isocenter.dicom.golden.GoldenCsv;
import org.isocenter.platform.testing.SharedData;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VerdictsTest {
    private static final String HEAP = "-Xmx256m";
    private static final long LONGEST_MILLIS = 10_000;
    private static final List<Map<String, String>> ROWS = GoldenCsv.read(SharedData.golden("dicom/verdicts.csv"));

    @TempDir
    Path folder;

    static Stream<Map<String, String>> files() {
        return ROWS.stream();
    }

    @ParameterizedTest
    @MethodSource("files")
    void the_border_of_quarantine_is_where_independent_tools_have_it(Map<String, String> row) throws IOException {
        Verdict verdict =
                new Judge().judge(Files.readAllBytes(SharedData.data("dicom").resolve(row.get("path"))));
        assertThat(verdict.outcome() == Outcome.QUARANTINE)
                .as(row.get("path") + " " + row.get("reasons") + " " + verdict.reasons())
                .isEqualTo(row.get("expected").equals("quarantine"));
    }

    @Test
    void a_verdict_gives_its_reasons_without_the_values() throws IOException {
        Path file = SharedData.data("dicom/malformed/cat01_tag_overflow/TC0131_sopinstanceuid_over_2x.dcm");
        Verdict verdict = new Judge().judge(Files.readAllBytes(file));
        assertThat(verdict.refusal()).map(Reason::toString).contains("ISO-103 SOPInstanceUID is not a legal UID");
        assertThat(verdict.reasons().toString()).doesNotContain("1.2.");
    }

    @Test
    void no_sample_file_needs_more_than_256_mebibytes() throws Exception {
        List<String[]> lines = judged();
        assertThat(lines).hasSize(ROWS.size());
    }

    @Test
    void two_thousand_mutants_neither_crash_nor_hang_nor_fill_the_memory() throws Exception {
        assertThat(judged("20261125", "2000")).hasSize(2000);
    }

    @Test
    @Tag("proof-dicom")
    void twenty_thousand_mutants_neither_crash_nor_hang_nor_fill_the_memory() throws Exception {
        assertThat(judged("7", "20000")).hasSize(20_000);
    }

    /** Judges in a process with little memory; none of its lines may tell of a crash or a long wait. */
    private List<String[]> judged(String... seedAndCount) throws Exception {
        Path list = folder.resolve("files");
        Files.write(
                list,
                ROWS.stream()
                        .map(row -> SharedData.data("dicom")
                                .resolve(row.get("path"))
                                .toAbsolutePath()
                                .toString())
                        .toList());
        Path out = folder.resolve("out");
        Process process = new ProcessBuilder(command(list, seedAndCount))
                .redirectOutput(out.toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
        boolean ended = process.waitFor(30, TimeUnit.MINUTES);
        process.destroyForcibly();
        assertThat(ended).as("a case hangs").isTrue();
        assertThat(process.waitFor())
                .as(Files.readString(folder.resolve("err")))
                .isZero();
        List<String[]> lines = Files.readAllLines(out, StandardCharsets.UTF_8).stream()
                .map(line -> line.split("\t", -1))
                .toList();
        assertThat(lines).allSatisfy(line -> {
            assertThat(line[1]).as(line[0]).doesNotStartWith("crash");
            assertThat(Long.parseLong(line[line.length - 1])).as(line[0]).isLessThan(LONGEST_MILLIS);
        });
        return lines;
    }

    private static List<String> command(Path list, String... seedAndCount) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return Stream.concat(
                        Stream.of(
                                java,
                                HEAP,
                                "-cp",
                                System.getProperty("java.class.path"),
                                JudgingProcess.class.getName(),
                                list.toString()),
                        Stream.of(seedAndCount))
                .toList();
    }
}
