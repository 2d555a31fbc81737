package org.isocenter.dicom.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is encoded decodes to the samples that went in, at every depth and for the pictures that coders find hardest. */
class CodeStreamTest {
    private static final int ROWS = 37;
    private static final int COLUMNS = 41;
    private static final long MOST_PIXELS = 1 << 20;

    static Stream<Arguments> depths() {
        return Stream.of(CodeStream.JPEG_LOSSLESS, CodeStream.JPEG_LS, CodeStream.JPEG_2000)
                .flatMap(kind -> IntStream.rangeClosed(2, 16).mapToObj(bits -> Arguments.of(kind, bits)));
    }

    @ParameterizedTest
    @MethodSource("depths")
    void every_depth_comes_back(CodeStream kind, int bits) {
        SplittableRandom random = new SplittableRandom(bits);
        int most = (1 << bits) - 1;
        for (int samples : new int[] {1, 3}) {
            comesBack(kind, bits, picture(samples, i -> random.nextInt(most + 1)));
            comesBack(kind, bits, picture(samples, i -> i / 5 % 2 == 0 ? 0 : most));
            comesBack(kind, bits, picture(samples, i -> most));
            comesBack(kind, bits, picture(samples, i -> (i / 3) & most));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"JPEG_LOSSLESS", "JPEG_LS", "JPEG_2000"})
    void negative_samples_keep_their_bits(CodeStream kind) {
        SplittableRandom random = new SplittableRandom(3);
        Picture picture = picture(1, i -> random.nextInt(-2048, 2048));
        Picture back = kind.decode(kind.encode(picture, 12, true, 0), MOST_PIXELS);
        assertThat(Arrays.stream(back.values()).map(value -> value << 20 >> 20).toArray())
                .isEqualTo(picture.values());
    }

    @ParameterizedTest
    @EnumSource(names = {"JPEG_LOSSLESS", "JPEG_LS", "JPEG_2000"})
    void pictures_of_one_line_and_one_column_come_back(CodeStream kind) {
        for (int rows : new int[] {1, 2, 300}) {
            int columns = 301 - rows;
            int[] values =
                    IntStream.range(0, rows * columns).map(i -> i * 7 % 256).toArray();
            Picture back = kind.decode(kind.encode(new Picture(rows, columns, 1, values), 8, false, 0), MOST_PIXELS);
            assertThat(back.values()).isEqualTo(values);
        }
    }

    @Test
    void near_lossless_jpeg_ls_stays_within_its_bound() {
        SplittableRandom random = new SplittableRandom(8);
        for (int bits = 2; bits <= 16; bits++) {
            int most = (1 << bits) - 1;
            int near = Math.min(5, most / 2);
            Picture picture = picture(3, i -> Math.min(most, Math.abs(i % 90 - 45) + random.nextInt(4)));
            byte[] stream = CodeStream.JPEG_LS.encode(picture, bits, false, near);
            int[] back = CodeStream.JPEG_LS.decode(stream, MOST_PIXELS).values();
            int worst = IntStream.range(0, back.length)
                    .map(i -> Math.abs(picture.values()[i] - back[i]))
                    .max()
                    .orElseThrow();
            assertThat(worst).as("%d bits", bits).isBetween(1, near);
        }
    }

    private static void comesBack(CodeStream kind, int bits, Picture picture) {
        Picture back = kind.decode(kind.encode(picture, bits, false, 0), MOST_PIXELS);
        assertThat(back.values()).isEqualTo(picture.values());
    }

    private static Picture picture(int samples, IntUnaryOperator value) {
        return new Picture(
                ROWS,
                COLUMNS,
                samples,
                IntStream.range(0, ROWS * COLUMNS * samples).map(value).toArray());
    }
}
