package org.isocenter.training.familiarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.isocenter.training.weights.Safetensors;
import org.isocenter.training.weights.Weights;
import org.junit.jupiter.api.Test;

class FamiliarityTest {
    private static final int WIDTH = 16;

    /** Two images a patient, alike, around one of three directions. */
    private static double[][] scans(long seed, int patients, int shift) {
        Random random = new Random(seed);
        List<double[]> rows = new ArrayList<>();
        for (int patient = 0; patient < patients; patient++) {
            double[] middle = new double[WIDTH];
            middle[(patient % 3 + shift) % WIDTH] = 1;
            for (int i = 0; i < WIDTH; i++) {
                middle[i] += 0.15 * random.nextGaussian();
            }
            for (int image = 0; image < 2; image++) {
                rows.add(Arrays.stream(middle)
                        .map(value -> 5 * (value + 0.01 * random.nextGaussian()))
                        .toArray());
            }
        }
        return rows.toArray(double[][]::new);
    }

    private static List<String> patients(int count) {
        return IntStream.range(0, 2 * count).mapToObj(i -> "P" + i / 2).toList();
    }

    private static double strange(Familiarity familiarity, double[][] rows) {
        return Arrays.stream(rows)
                        .filter(row -> familiarity.distance(row) > familiarity.threshold())
                        .count()
                / (double) rows.length;
    }

    @Test
    void of_new_patients_about_the_stated_share_is_strange_and_of_another_organ_nearly_all() {
        Familiarity familiarity =
                Familiarity.of(scans(1, 200, 0), patients(200)).orElseThrow();
        assertThat(strange(familiarity, scans(2, 1000, 0))).isBetween(0.02, 0.09);
        assertThat(strange(familiarity, scans(3, 300, 7))).isGreaterThan(0.99);
    }

    @Test
    void images_of_one_patient_say_nothing_about_others() {
        assertThat(Familiarity.of(scans(1, 2, 0), List.of("P", "P", "P", "P"))).isEmpty();
        assertThat(Familiarity.load(new Weights(Map.of()))).isEqualTo(Optional.empty());
    }

    @Test
    void what_is_familiar_survives_a_file() throws IOException {
        Familiarity familiarity = Familiarity.of(scans(1, 20, 0), patients(20)).orElseThrow();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Safetensors.write(familiarity.weights().under("familiar."), out);
        Familiarity back = Familiarity.load(Safetensors.read(new ByteArrayInputStream(out.toByteArray()))
                        .of("familiar."))
                .orElseThrow();
        double[] row = scans(4, 1, 0)[0];
        assertThat(back.distance(row)).isCloseTo(familiarity.distance(row), within(1e-6));
        assertThat(back.threshold()).isEqualTo((float) familiarity.threshold());
    }
}
