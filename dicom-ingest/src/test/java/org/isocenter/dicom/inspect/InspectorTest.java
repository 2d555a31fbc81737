package org.isocenter.dicom.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.isocenter.platform.testing.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectorTest {
    @TempDir
    Path folder;

    @Test
    void a_good_file_is_told_whole() throws IOException {
        InspectedFile file = inspected("pydicom/test_files/CT_small.dcm");
        assertThat(file.verdict()).isEqualTo("accept");
        assertThat(file.reasons()).isEmpty();
        assertThat(file.transferSyntax()).isEqualTo("1.2.840.10008.1.2.1");
        assertThat(file.sopClass()).isEqualTo("1.2.840.10008.5.1.4.1.1.2");
        assertThat(Objects.requireNonNull(file.dataset())
                        .at("/00280010/Value/0")
                        .asInt())
                .isEqualTo(128);
        InspectedFrame frame = frames(file).get(0);
        assertThat(frame.storedMin()).isEqualTo(128);
        assertThat(frame.storedMax()).isEqualTo(2191);
        assertThat(frame.modalityMin()).isEqualTo(-896);
        assertThat(frame.rgbSha256()).isNull();
        assertThat(frame.error()).isNull();
    }

    @Test
    void a_frame_that_cannot_be_decoded_says_why() throws IOException {
        InspectedFile file = inspected("malformed/cat04_pixel_data/TC0285_buf_half.dcm");
        assertThat(file.verdict()).isEqualTo("quarantine");
        assertThat(frames(file)).singleElement().satisfies(frame -> {
            assertThat(frame.error()).startsWith("ISO-105");
            assertThat(frame.storedSha256()).isNull();
        });
    }

    @Test
    void a_million_frames_that_are_not_there_are_not_all_listed() throws IOException {
        assertThat(frames(inspected("malformed/cat04_pixel_data/TC0339_mf_nf_million.dcm")))
                .hasSizeBetween(1, 101);
    }

    @Test
    void an_object_without_pixels_has_no_frames_and_one_that_is_no_dicom_no_syntax() throws IOException {
        assertThat(frames(inspected("pydicom/test_files/rtplan.dcm"))).isEmpty();
        Path text = Files.writeString(folder.resolve("text.dcm"), "a text that only calls itself .dcm");
        InspectedFile file = new Inspector(true, true).inspect(text.toString());
        assertThat(file.transferSyntax()).isNull();
        assertThat(file.reasons().get(0)).startsWith("ISO-100");
    }

    @Test
    void what_was_not_asked_for_is_not_told() throws IOException {
        Path path = SharedData.data("dicom/pydicom/test_files/CT_small.dcm");
        InspectedFile file = new Inspector(false, false).inspect(path.toString());
        assertThat(file.path()).isEqualTo(path.toString());
        assertThat(file.dataset()).isNull();
        assertThat(file.frames()).isNull();
    }

    private static InspectedFile inspected(String path) throws IOException {
        return new Inspector(true, true)
                .inspect(SharedData.data("dicom").resolve(path).toString());
    }

    private static List<InspectedFrame> frames(InspectedFile file) {
        return Objects.requireNonNull(file.frames());
    }
}
