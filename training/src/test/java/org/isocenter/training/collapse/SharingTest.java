package org.isocenter.training.collapse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SharingTest {
    @Test
    void one_bin_for_all_has_no_entropy_at_all() {
        Sharing sharing = Sharing.of(new float[] {0, 1, 0, 0, 0, 1, 0, 0}, 4);
        assertThat(sharing.entropy()).isZero();
        assertThat(sharing.meanEntropy()).isZero();
        assertThat(sharing.used()).isEqualTo(0.5);
    }

    @Test
    void a_bin_for_each_has_entropy_in_the_mean_alone() {
        Sharing sharing = Sharing.of(new float[] {0, 1, 0, 0, 1, 0, 0, 0}, 4);
        assertThat(sharing.entropy()).isZero();
        assertThat(sharing.meanEntropy()).isCloseTo(Math.log(2), within(1e-12));
        assertThat(sharing.used()).isEqualTo(1);
    }

    @Test
    void all_bins_alike_have_the_most_entropy() {
        float[] shares = new float[12];
        Arrays.fill(shares, 0.25f);
        Sharing sharing = Sharing.of(shares, 4);
        assertThat(sharing.entropy()).isCloseTo(Math.log(4), within(1e-12));
        assertThat(sharing.meanEntropy()).isCloseTo(Math.log(4), within(1e-12));
        assertThat(sharing.used()).isCloseTo(1 / 3.0, within(1e-12));
    }

    @Test
    void entropies_equal_the_sum_written_out() {
        Sharing sharing = Sharing.of(new float[] {0.5f, 0.25f, 0.25f, 0.125f, 0.125f, 0.75f}, 3);
        double first = -0.5 * Math.log(0.5) - 0.5 * Math.log(0.25);
        double second = -0.25 * Math.log(0.125) - 0.75 * Math.log(0.75);
        double mean = -0.3125 * Math.log(0.3125) - 0.1875 * Math.log(0.1875) - 0.5 * Math.log(0.5);
        assertThat(sharing.entropy()).isCloseTo((first + second) / 2, within(1e-9));
        assertThat(sharing.meanEntropy()).isCloseTo(mean, within(1e-9));
    }
}
