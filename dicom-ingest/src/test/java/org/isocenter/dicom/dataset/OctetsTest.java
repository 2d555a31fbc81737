package org.isocenter.dicom.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.isocenter.dicom.part10.ByteOrders;
import org.isocenter.dicom.part10.FileOctets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of octets gives the bytes that it stands for, whole and in parts. */
class OctetsTest {
    private static final byte[] BYTES = new byte[3 * Octets.CHUNK + 5];

    static {
        new SplittableRandom(5).nextBytes(BYTES);
    }

    @TempDir
    Path folder;

    @Test
    void memory_a_file_a_slice_and_work_give_the_same_bytes() throws IOException {
        Path file = folder.resolve("file");
        Files.write(file, BYTES);
        byte[] longer = new byte[BYTES.length + 20];
        System.arraycopy(BYTES, 0, longer, 7, BYTES.length);
        for (Octets octets : List.of(
                Octets.of(BYTES),
                new FileOctets(file),
                Octets.of(longer).slice(7, BYTES.length),
                new ComputedOctets(BYTES::clone))) {
            same(octets, BYTES);
        }
    }

    @Test
    void words_are_turned_round_wherever_a_part_begins() throws IOException {
        for (int word : new int[] {2, 4, 8}) {
            same(
                    new WordOctets(Octets.of(BYTES), word, part -> ByteOrders.swap(part, word)),
                    ByteOrders.swap(BYTES, word));
        }
    }

    @Test
    void bytes_beyond_the_end_are_refused() throws IOException {
        Path file = folder.resolve("file");
        Files.write(file, BYTES);
        for (Octets octets :
                List.of(Octets.of(BYTES), new FileOctets(file), Octets.of(BYTES).slice(3, 10))) {
            assertThatThrownBy(() -> octets.part(octets.length() - 1, 2)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> octets.part(-1, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    private static void same(Octets octets, byte[] expected) throws IOException {
        assertThat(octets.length()).isEqualTo(expected.length);
        assertThat(octets.all()).isEqualTo(expected);
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        octets.copyTo(copy);
        assertThat(copy.toByteArray()).isEqualTo(expected);
        assertThat(octets.stream().readAllBytes()).isEqualTo(expected);
        SplittableRandom random = new SplittableRandom(6);
        for (int i = 0; i < 50; i++) {
            int from = random.nextInt(expected.length);
            int length = random.nextInt(Math.min(40, expected.length - from) + 1);
            assertThat(octets.part(from, length)).isEqualTo(Arrays.copyOfRange(expected, from, from + length));
        }
    }
}
