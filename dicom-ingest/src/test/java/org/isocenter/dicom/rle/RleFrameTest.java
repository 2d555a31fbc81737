package org.isocenter.dicom.rle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.isocenter.platform.error.PlatformException;
import org.junit.jupiter.api.Test;

class RleFrameTest {

    @Test
    void what_is_packed_unpacks_to_the_same() {
        SplittableRandom random = new SplittableRandom(5);
        for (int round = 0; round < 60; round++) {
            int columns = random.nextInt(1, 300);
            byte[] first = runs(columns * random.nextInt(1, 9), random);
            byte[] second = runs(first.length, random);
            byte[] frame = RleFrame.encode(List.of(first, second), columns);
            assertThat(frame.length % 2).isZero();
            assertThat(RleFrame.decode(frame, first.length)).containsExactly(first, second);
        }
    }

    @Test
    void the_standards_own_control_bytes_are_understood() {
        byte[] frame = Arrays.copyOf(new byte[] {1, 0, 0, 0, 64, 0, 0, 0}, 72);
        byte[] packed = {-2, 7, (byte) -128, 1, 8, 9, 0, 0};
        System.arraycopy(packed, 0, frame, 64, packed.length);
        assertThat(RleFrame.decode(frame, 5).get(0)).containsExactly(7, 7, 7, 8, 9);
    }

    @Test
    void a_segment_that_ends_early_is_refused() {
        byte[] frame = RleFrame.encode(List.of(new byte[100]), 10);
        assertThatThrownBy(() -> RleFrame.decode(frame, 200)).isInstanceOf(PlatformException.class);
        assertThatThrownBy(() -> RleFrame.decode(new byte[3], 5)).isInstanceOf(PlatformException.class);
        assertThatThrownBy(() -> RleFrame.decode(Arrays.copyOf(new byte[] {1, 0, 0, 0, 64}, 65), 5))
                .isInstanceOf(PlatformException.class);
    }

    private static byte[] runs(int length, SplittableRandom random) {
        byte[] bytes = new byte[length];
        int at = 0;
        while (at < length) {
            int run = Math.min(length - at, random.nextInt(1, random.nextBoolean() ? 3 : 200));
            Arrays.fill(bytes, at, at + run, (byte) random.nextInt(256));
            at += run;
        }
        return bytes;
    }
}
