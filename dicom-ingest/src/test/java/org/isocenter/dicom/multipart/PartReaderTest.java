package org.isocenter.dicom.multipart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.isocenter.dicom.multipart.PartReader.Part;
import org.isocenter.platform.error.PlatformException;
import org.junit.jupiter.api.Test;

class PartReaderTest {

    @Test
    void parts_are_found_with_a_preamble_and_without_a_final_line_end() throws IOException {
        assertThat(bodies("hello\r\n--x\r\nA: b\r\n\r\none\r\n--x\r\nA: b\r\n\r\ntwo\r\n--x--"))
                .containsExactly("one", "two");
        assertThat(bodies("\r\n--x\r\nA: b\r\n\r\none\r\n--x--\r\nepilogue")).containsExactly("one");
        assertThat(bodies("--x \t\r\n\r\nno headers\r\n--x--")).containsExactly("no headers");
        assertThat(bodies("--x--")).isEmpty();
    }

    @Test
    void bytes_that_resemble_a_boundary_stay_in_their_part() throws IOException {
        assertThat(bodies("--x\r\nA: b\r\n\r\none\r\n-x\r\n--y\r\r\n--x--\r\n")).containsExactly("one\r\n-x\r\n--y\r");
    }

    @Test
    void headers_are_read_by_name_whatever_its_case() throws IOException {
        Part part = reader("--x\r\nContent-TYPE:  image/jls; a=\"b\"\r\nContent-Location: /1\r\n\r\n1\r\n--x--")
                .next()
                .orElseThrow();
        assertThat(part.header("content-type")).contains("image/jls; a=\"b\"");
        assertThat(part.header("content-location")).contains("/1");
    }

    @Test
    void a_part_that_is_not_read_to_its_end_is_skipped() throws IOException {
        PartReader reader = reader("--x\r\n\r\nfirst\r\n--x\r\n\r\nsecond\r\n--x--");
        assertThat(reader.next().orElseThrow().body().read()).isEqualTo('f');
        assertThat(reader.next().orElseThrow().body().readAllBytes()).isEqualTo(ascii("second"));
        assertThat(reader.next()).isEmpty();
    }

    @Test
    void a_body_without_its_end_is_refused() {
        assertThatThrownBy(() -> bodies("--x\r\nA: b\r\n\r\none")).isInstanceOf(PlatformException.class);
        assertThatThrownBy(() -> bodies("")).isInstanceOf(PlatformException.class);
        assertThatThrownBy(() -> bodies("--x\r\n" + "A: b\r\n".repeat(10_000) + "\r\none\r\n--x--"))
                .hasMessageContaining("headers");
    }

    @Test
    void large_parts_come_whole_however_the_network_cuts_them() throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        List<byte[]> sent = new ArrayList<>();
        InputStream body = InputStream.nullInputStream();
        for (int i = 0; i < 6; i++) {
            byte[] bytes = new byte[random.nextInt(300_000)];
            random.nextBytes(bytes);
            sent.add(bytes);
            body = joined(
                    body, joined(stream("\r\n--x\r\nContent-Type: a/b\r\n\r\n"), new ByteArrayInputStream(bytes)));
        }
        PartReader reader = new PartReader(new Drops(joined(body, stream("\r\n--x--")), random), "x");
        for (byte[] bytes : sent) {
            assertThat(reader.next().orElseThrow().body().readAllBytes()).isEqualTo(bytes);
        }
        assertThat(reader.next()).isEmpty();
    }

    /** Gives as few or as many bytes as it likes. */
    private static final class Drops extends FilterInputStream {
        private final SplittableRandom random;

        Drops(InputStream in, SplittableRandom random) {
            super(in);
            this.random = random;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return super.read(bytes, offset, Math.min(length, 1 + random.nextInt(9_000)));
        }
    }

    private static List<String> bodies(String body) throws IOException {
        PartReader reader = reader(body);
        List<String> bodies = new ArrayList<>();
        for (Optional<Part> part = reader.next(); part.isPresent(); part = reader.next()) {
            bodies.add(new String(part.get().body().readAllBytes(), StandardCharsets.ISO_8859_1));
        }
        return bodies;
    }

    private static PartReader reader(String body) {
        return new PartReader(stream(body), "x");
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(ascii(text));
    }

    private static InputStream joined(InputStream first, InputStream second) {
        return new SequenceInputStream(first, second);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
