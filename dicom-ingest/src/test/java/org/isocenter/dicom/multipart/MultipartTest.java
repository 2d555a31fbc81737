package org.isocenter.dicom.multipart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.isocenter.platform.error.PlatformException;
import org.junit.jupiter.api.Test;

class MultipartTest {

    @Test
    void parts_are_found_with_a_preamble_and_without_a_final_line_end() throws IOException {
        assertThat(parts("hello\r\n--x\r\nA: b\r\n\r\none\r\n--x\r\nA: b\r\n\r\ntwo\r\n--x--"))
                .containsExactly("one", "two");
    }

    @Test
    void bytes_that_resemble_a_boundary_stay_in_their_part() throws IOException {
        assertThat(parts("--x\r\nA: b\r\n\r\none\r\n-x\r\n--y\r\n--x--\r\n")).containsExactly("one\r\n-x\r\n--y");
    }

    @Test
    void a_body_without_its_end_or_too_long_a_part_is_refused() {
        assertThatThrownBy(() -> parts("--x\r\nA: b\r\n\r\none")).isInstanceOf(PlatformException.class);
        assertThatThrownBy(() -> parts("--x\r\nA: b\r\n\r\n" + "long".repeat(300) + "\r\n--x--"))
                .isInstanceOf(PlatformException.class);
    }

    @Test
    void the_boundary_may_be_quoted() {
        assertThat(Multipart.boundary("multipart/related; type=\"application/dicom\"; boundary=\"a b\""))
                .contains("a b");
        assertThat(Multipart.boundary("multipart/related; boundary=ab; type=application/dicom"))
                .contains("ab");
        assertThat(Multipart.boundary("multipart/related")).isEmpty();
    }

    private static List<String> parts(String body) throws IOException {
        List<String> parts = new ArrayList<>();
        Multipart.parts(
                new ByteArrayInputStream(body.getBytes(StandardCharsets.ISO_8859_1)),
                "x",
                1000,
                part -> parts.add(new String(part, StandardCharsets.ISO_8859_1)));
        return parts;
    }
}
