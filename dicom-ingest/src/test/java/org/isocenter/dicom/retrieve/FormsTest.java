package org.isocenter.dicom.retrieve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.isocenter.dicom.dataset.TransferSyntax;
import org.isocenter.dicom.mediatype.Accept;
import org.isocenter.dicom.mediatype.AcceptedForm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormsTest {
    private static final TransferSyntax JPEG_LS = TransferSyntax.of("1.2.840.10008.1.2.4.80");

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
                    */*                                                                                   | 1.2.840.10008.1.2.1
                    multipart/related; type="application/octet-stream"                                    | 1.2.840.10008.1.2.1
                    multipart/related; type=application/octet-stream; transfer-syntax=*                   | 1.2.840.10008.1.2.4.80
                    multipart/related; type="application/octet-stream"; transfer-syntax="*"               | 1.2.840.10008.1.2.4.80
                    multipart/related; type="*/*"                                                         | 1.2.840.10008.1.2.1
                    multipart/related; type="image/jls"                                                   | 1.2.840.10008.1.2.4.80
                    multipart/related; type="image/x-jls"; transfer-syntax=1.2.840.10008.1.2.4.80         | 1.2.840.10008.1.2.4.80
                    multipart/related; type="image/*"                                                     | 1.2.840.10008.1.2.4.80
                    multipart/related; type="image/jp2"                                                   | 1.2.840.10008.1.2.4.90
                    multipart/related; type="image/jpeg"                                                  | 1.2.840.10008.1.2.4.70
                    multipart/related; type="image/dicom-rle"; transfer-syntax=*                          | 1.2.840.10008.1.2.5
                    multipart/related; type="image/jphc", multipart/related; type="image/jp2";q=0.3       | 1.2.840.10008.1.2.4.90
                    multipart/related; type="image/jphc"                                                  | none
                    multipart/related; type="image/jls"; transfer-syntax=1.2.840.10008.1.2.4.90           | none
                    text/html                                                                             | none
                    image/jls                                                                             | 1.2.840.10008.1.2.4.80
                    application/octet-stream                                                              | 1.2.840.10008.1.2.1
                    """)
    void frames_are_given_in_the_first_form_that_can_be_made(String accept, String syntax) {
        assertThat(FrameForm.choose(forms(accept, "application/octet-stream"), JPEG_LS, false)
                        .map(form -> form.syntax().uid()))
                .isEqualTo(Optional.ofNullable(syntax));
    }

    @Test
    void several_frames_take_parts() {
        List<AcceptedForm> forms =
                forms("image/jls, multipart/related; type=image/jp2;q=0.1", "application/octet-stream");
        assertThat(FrameForm.choose(forms, JPEG_LS, false).orElseThrow().multipart())
                .isFalse();
        assertThat(FrameForm.choose(forms, JPEG_LS, true).orElseThrow().syntax().uid())
                .isEqualTo("1.2.840.10008.1.2.4.90");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
                    */*                                                                                | 1.2.840.10008.1.2.1
                    multipart/related; type="application/dicom"                                        | 1.2.840.10008.1.2.1
                    multipart/related; type="application/dicom"; transfer-syntax=*                     | 1.2.840.10008.1.2.4.80
                    multipart/related; type=application/dicom; transfer-syntax=1.2.840.10008.1.2.4.90  | 1.2.840.10008.1.2.4.90
                    multipart/related; type=application/dicom; transfer-syntax=1.2.840.10008.1.2.4.201 | none
                    application/dicom; transfer-syntax=*                                               | 1.2.840.10008.1.2.4.80
                    multipart/related; type="application/octet-stream"                                 | none
                    """)
    void objects_are_given_in_the_first_syntax_that_can_be_made(String accept, String syntax) {
        assertThat(ObjectForm.choose(forms(accept, ObjectForm.DICOM), JPEG_LS, false)
                        .map(form -> form.syntax().uid()))
                .isEqualTo(Optional.ofNullable(syntax));
    }

    private static List<AcceptedForm> forms(String accept, String usual) {
        return AcceptedForm.of(Accept.of(accept, Optional.empty()), usual);
    }
}
