package org.isocenter.training.collapse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import org.isocenter.platform.testing.SharedData;
import org.isocenter.training.testing.GoldenTensors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpreadTest {
    private static final GoldenTensors ARRAYS = new GoldenTensors(SharedData.golden("ssl/evaluation.safetensors"));
    private static final JsonNode GOLDEN =
            GoldenTensors.json(SharedData.golden("ssl/evaluation.json")).get("collapse");

    private final NDManager manager = NDManager.newBaseManager("PyTorch");

    @AfterEach
    void close() {
        manager.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"healthy", "low_rank", "one_direction"})
    void measures_equal_the_golden_ones(String name) {
        Spread spread = Spread.of(ARRAYS.rows("collapse/" + name + "/z"), manager);
        JsonNode golden = GOLDEN.get(name);
        assertThat(spread.featureStd()).isCloseTo(value(golden, "mean_std_normalised_unbiased"), within(1e-9));
        assertThat(spread.effectiveRank()).isCloseTo(value(golden, "rankme"), within(1e-8));
        assertThat(spread.centredEffectiveRank()).isCloseTo(value(golden, "rankme_centred"), within(1e-8));
        assertThat(spread.uniformity()).isCloseTo(value(golden, "uniformity_t2"), within(1e-9));
    }

    @Test
    void equal_representations_are_seen_as_collapsed() {
        Spread spread = Spread.of(manager.ones(new Shape(16, 8)));
        assertThat(spread.featureStd()).isZero();
        assertThat(spread.effectiveRank()).isCloseTo(1, within(1e-4));
        assertThat(spread.centredEffectiveRank()).isCloseTo(1, within(1e-4));
        assertThat(spread.uniformity()).isCloseTo(0, within(1e-9));
    }

    @Test
    void measuring_leaves_no_array_and_no_change_behind() {
        NDArray representations = manager.randomNormal(new Shape(16, 8));
        float[] before = representations.toFloatArray();
        int arrays = manager.getManagedArrays().size();
        for (int i = 0; i < 20; i++) {
            Spread.of(representations);
        }
        assertThat(manager.getManagedArrays()).hasSize(arrays);
        assertThat(representations.toFloatArray()).isEqualTo(before);
    }

    @Test
    void a_single_representation_has_no_spread() {
        assertThatThrownBy(() -> Spread.of(manager.ones(new Shape(1, 8)))).hasMessageContaining("2 or more");
    }

    private static double value(JsonNode golden, String key) {
        return golden.get(key).asDouble();
    }
}
