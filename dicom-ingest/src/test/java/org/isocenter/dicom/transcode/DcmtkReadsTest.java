package org.isocenter.dicom.transcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.isocenter.dicom.decode.StoredFrame;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.part10.Part10Reader;
import org.isocenter.dicom.part10.Part10Writer;
import org.isocenter.platform.testing.SharedData;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** DCMTK decompresses what is written here to the values that it had; skipped where it is not installed. */
class DcmtkReadsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "jpeg-ls, dcmdjpls, cornerstone3D/CTImage.dcm",
        "jpeg-ls, dcmdjpls, pydicom/test_files/SC_rgb_small_odd.dcm",
        "jpeg-ls-near, dcmdjpls, dcm4che/test16signed.dcm",
        "jpeg-lossless, dcmdjpeg, cornerstone3D/CTImage.dcm",
        "jpeg-lossless-sv1, dcmdjpeg, cornerstone3D/CTImage.dcm",
        "jpeg-lossless-sv1, dcmdjpeg, pydicom/test_files/SC_rgb_small_odd.dcm",
        "jpeg-lossless-sv1, dcmdjpeg, dcm4che/test16signed.dcm",
        "rle, dcmdrle, cornerstone3D/CTImage.dcm",
        "rle, dcmdrle, pydicom/test_files/SC_rgb_small_odd.dcm",
        "deflated, dcmconv, cornerstone3D/CTImage.dcm",
        "big-endian, dcmconv, cornerstone3D/CTImage.dcm",
    })
    void a_frame_keeps_its_values(String word, String program, String path) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/" + program)), "DCMTK is not installed here");
        DicomObject source = Part10Reader.read(SharedData.data("dicom").resolve(path));
        Path there = folder.resolve("there.dcm");
        Part10Writer.write(Transcoder.transcode(source, Encoding.named(word).syntax()), there);
        Path back = folder.resolve("back.dcm");
        ProcessBuilder command = program.equals("dcmconv")
                ? new ProcessBuilder("/usr/bin/" + program, "+te", there.toString(), back.toString())
                : new ProcessBuilder("/usr/bin/" + program, there.toString(), back.toString());
        Process process = command.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(StoredFrame.of(Part10Reader.read(back), 0).samples().canonical())
                .isEqualTo(StoredFrame.of(source, 0).samples().canonical());
    }
}
