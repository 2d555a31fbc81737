package org.isocenter.dicom.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Objects that are larger than the memory pass through all that is done with an object. */
class LargeObjectTest {
    private static final String HEAP = "-Xmx64m";
    private static final String PLAIN = "1.2.840.10008.1.2.1";
    private static final String RLE = "1.2.840.10008.1.2.5";
    /** Of half a mebibyte each. */
    private static final int OF_200_MEGABYTES = 400;

    private static final int OF_TWO_GIBIBYTES = 4097;

    @TempDir
    Path folder;

    @Test
    void two_hundred_megabytes_pass_with_sixty_four_mebibytes() throws Exception {
        passes(OF_200_MEGABYTES, PLAIN, 200_000_000);
    }

    @Test
    @Tag("proof-dicom")
    void two_gibibytes_pass_with_sixty_four_mebibytes() throws Exception {
        passes(OF_TWO_GIBIBYTES, PLAIN, 1L << 31);
    }

    @Test
    @Tag("proof-dicom")
    void compressed_frames_pass_as_well() throws Exception {
        passes(OF_200_MEGABYTES, RLE, 100_000_000);
    }

    private void passes(int frames, String syntax, long leastBytes) throws IOException, InterruptedException {
        Path out = folder.resolve("lines");
        Path err = folder.resolve("err");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeObjectProcess.class.getName(),
                        folder.toString(),
                        Integer.toString(frames),
                        syntax)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        boolean ended = process.waitFor(30, TimeUnit.MINUTES);
        process.destroyForcibly();
        assertThat(ended).as("it hangs").isTrue();
        assertThat(process.waitFor()).as(Files.readString(err)).isZero();
        Map<String, String> said = Files.readAllLines(out).stream()
                .map(line -> line.split("\t", -1))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
        assertThat(Long.parseLong(said.remove("bytes"))).isGreaterThan(leastBytes);
        assertThat(said)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "verdict",
                        "accept",
                        "inspected",
                        Integer.toString(frames),
                        "deidentified",
                        "1",
                        "unchanged",
                        "true",
                        "stored",
                        "1",
                        "rows",
                        "512"));
    }
}
