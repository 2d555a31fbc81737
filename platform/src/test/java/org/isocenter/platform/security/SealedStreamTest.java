package org.isocenter.platform.security;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.isocenter.platform.error.PlatformException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealedStreamTest {
    private static final byte[] KEY = Sealing.newKey();
    private static final byte[] CONTEXT = "here".getBytes(US_ASCII);
    private static final int SEGMENT = 1 << 14;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, SEGMENT - 1, SEGMENT, SEGMENT + 1, 3 * SEGMENT, 100_001})
    void what_was_sealed_opens_to_the_same_bytes(int length) {
        byte[] plain = plain(length);
        byte[] sealed = SealedStream.seal(KEY, plain, CONTEXT);

        assertThat(sealed).hasSize(32 + length + 16 * Math.max(1, (length + SEGMENT - 1) / SEGMENT));
        assertThat(SealedStream.open(KEY, sealed, CONTEXT)).isEqualTo(plain);
    }

    @Test
    void it_does_not_matter_in_which_pieces_it_is_written_and_read() throws IOException {
        byte[] plain = plain(50_000);
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        try (OutputStream out = SealedStream.sealing(sealed, KEY, CONTEXT)) {
            out.write(plain[0]);
            out.flush();
            out.write(plain, 1, 20_000);
            out.write(plain, 20_001, plain.length - 20_001);
        }

        try (InputStream in = SealedStream.opening(new ByteArrayInputStream(sealed.toByteArray()), KEY, CONTEXT)) {
            assertThat(in.read()).isEqualTo(plain[0] & 0xff);
            assertThat(in.skip(29_999)).isEqualTo(29_999);
            assertThat(in.readNBytes(7)).isEqualTo(Arrays.copyOfRange(plain, 30_000, 30_007));
            assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(plain, 30_007, plain.length));
            assertThat(in.read()).isEqualTo(-1);
        }
    }

    @Test
    void a_part_of_a_file_opens_without_the_rest() throws IOException {
        for (int length : new int[] {1, SEGMENT, SEGMENT + 1, 100_001}) {
            byte[] plain = plain(length);
            byte[] sealed = SealedStream.seal(KEY, plain, CONTEXT);
            assertThat(SealedStream.plainLength(sealed.length)).isEqualTo(length);
            Path file = Files.write(folder.resolve("sealed"), sealed);
            try (FileChannel channel = FileChannel.open(file)) {
                for (int from : new int[] {0, length / 3, length - 1}) {
                    byte[] part = SealedStream.part(channel, KEY, CONTEXT, from, length - from);
                    assertThat(part).isEqualTo(Arrays.copyOfRange(plain, from, length));
                }
            }
        }
    }

    @Test
    void a_part_of_a_file_that_was_cut_or_altered_does_not_open() throws IOException {
        byte[] sealed = SealedStream.seal(KEY, plain(3 * SEGMENT), CONTEXT);
        byte[] altered = sealed.clone();
        altered[40] ^= 1;
        for (byte[] bad : List.of(altered, Arrays.copyOf(sealed, 32 + SEGMENT + 16))) {
            try (FileChannel channel = FileChannel.open(Files.write(folder.resolve("sealed"), bad))) {
                assertThatThrownBy(() -> SealedStream.part(channel, KEY, CONTEXT, 5, 10))
                        .isInstanceOf(PlatformException.class);
            }
        }
    }

    @Test
    void the_same_bytes_are_sealed_differently_each_time() {
        byte[] plain = plain(100);

        assertThat(SealedStream.seal(KEY, plain, CONTEXT)).isNotEqualTo(SealedStream.seal(KEY, plain, CONTEXT));
    }

    @Test
    void another_key_or_another_place_opens_nothing() {
        byte[] sealed = SealedStream.seal(KEY, plain(100), CONTEXT);

        refused(Sealing.newKey(), sealed, CONTEXT);
        refused(KEY, sealed, "there".getBytes(US_ASCII));
    }

    @Test
    void an_altered_byte_a_cut_and_an_exchange_are_seen() {
        byte[] sealed = SealedStream.seal(KEY, plain(3 * SEGMENT), CONTEXT);
        int segment = SEGMENT + 16;

        byte[] altered = sealed.clone();
        altered[40_000] ^= 1;
        refused(KEY, altered, CONTEXT);
        refused(KEY, Arrays.copyOf(sealed, sealed.length - 1), CONTEXT);
        refused(KEY, Arrays.copyOf(sealed, 32 + 2 * segment), CONTEXT);
        refused(KEY, Arrays.copyOf(sealed, 32), CONTEXT);
        byte[] exchanged = sealed.clone();
        System.arraycopy(sealed, 32, exchanged, 32 + segment, segment);
        System.arraycopy(sealed, 32 + segment, exchanged, 32, segment);
        refused(KEY, exchanged, CONTEXT);
    }

    private static void refused(byte[] key, byte[] sealed, byte[] context) {
        assertThatThrownBy(() -> SealedStream.open(key, sealed, context))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("does not open");
    }

    private static byte[] plain(int length) {
        byte[] plain = new byte[length];
        new Random(length).nextBytes(plain);
        return plain;
    }
}
