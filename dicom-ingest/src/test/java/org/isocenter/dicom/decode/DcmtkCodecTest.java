package org.isocenter.dicom.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.isocenter.dicom.part10.Part10Reader;
import org.isocenter.platform.testing.SharedData;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What DCMTK compresses without loss, in each of its ways, decodes to the values that it had; skipped where it is not installed. */
class DcmtkCodecTest {
    private static final String GREY = "cornerstone3D/CTImage.dcm";
    private static final String COLOUR = "pydicom/test_files/SC_rgb_small_odd.dcm";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dcmcjpeg --encode-lossless --selection-value 1",
                "dcmcjpeg --encode-lossless --selection-value 2",
                "dcmcjpeg --encode-lossless --selection-value 3",
                "dcmcjpeg --encode-lossless --selection-value 4",
                "dcmcjpeg --encode-lossless --selection-value 5",
                "dcmcjpeg --encode-lossless --selection-value 6",
                "dcmcjpeg --encode-lossless --selection-value 7",
                "dcmcjpls --encode-lossless",
                "dcmcrle"
            })
    void grey_values_come_back(String program) throws IOException, InterruptedException {
        assertThat(compressed(program, GREY))
                .isEqualTo(values(SharedData.data("dicom").resolve(GREY)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dcmcjpls --encode-lossless --interleave-line",
                "dcmcjpls --encode-lossless --interleave-sample",
                "dcmcjpls --encode-lossless --interleave-none",
                "dcmcrle"
            })
    void colours_come_back_however_they_are_interleaved(String program) throws IOException, InterruptedException {
        assertThat(compressed(program, COLOUR))
                .isEqualTo(values(SharedData.data("dicom").resolve(COLOUR)));
    }

    private byte[] compressed(String program, String source) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.split(" ")));
        command.set(0, "/usr/bin/" + command.get(0));
        assumeTrue(Files.isExecutable(Path.of(command.get(0))), "DCMTK is not installed here");
        Path out = folder.resolve("compressed.dcm");
        command.add(SharedData.data("dicom").resolve(source).toString());
        command.add(out.toString());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        return values(out);
    }

    private static byte[] values(Path file) throws IOException {
        return StoredFrame.of(Part10Reader.read(file), 0).samples().canonical();
    }
}
