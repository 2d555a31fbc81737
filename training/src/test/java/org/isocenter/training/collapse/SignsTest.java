package org.isocenter.training.collapse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import org.isocenter.platform.testing.SharedData;
import org.isocenter.training.method.Glance;
import org.isocenter.training.testing.GoldenTensors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignsTest {
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
    void figures_of_two_views_equal_the_golden_ones(String name) {
        Map<String, Double> figures = Signs.of(
                        glance("collapse/" + name + "/z"), Optional.of(glance("collapse/" + name + "/z_view2")))
                .figures();
        JsonNode golden = GOLDEN.get(name);
        double width = Math.sqrt(ARRAYS.rows("collapse/" + name + "/z")[0].length);
        assertThat(figures.get("embeddingStd") / width)
                .isCloseTo(golden.get("mean_std_normalised_unbiased").asDouble(), within(1e-6));
        assertThat(figures.get("embeddingRank")).isCloseTo(golden.get("rankme").asDouble(), within(1e-4));
        assertThat(figures.get("uniformity"))
                .isCloseTo(golden.get("uniformity_t2").asDouble(), within(1e-5));
        assertThat(figures.get("alignment")).isCloseTo(golden.get("alignment").asDouble(), within(1e-5));
    }

    @Test
    void a_method_without_a_projector_is_described_by_its_representations() {
        NDArray rows = manager.create(new float[][] {{1, 0}, {0, 1}, {1, 1}});
        Map<String, Double> figures = Signs.of(new Glance(rows, Optional.empty(), Optional.empty()), Optional.empty())
                .figures();
        assertThat(figures)
                .containsOnlyKeys("embeddingStd", "embeddingRank", "representationRank", "uniformity")
                .containsEntry("embeddingRank", figures.get("representationRank"));
    }

    @Test
    void shares_add_entropies_and_use() {
        NDArray rows = manager.create(new float[][] {{1, 0}, {0, 1}});
        Map<String, Double> figures = Signs.of(new Glance(rows, Optional.empty(), Optional.of(rows)), Optional.empty())
                .figures();
        assertThat(figures).containsEntry("teacherEntropy", 0.0).containsEntry("prototypeUse", 1.0);
        assertThat(figures.get("teacherMeanEntropy")).isCloseTo(Math.log(2), within(1e-12));
    }

    /** Embeddings as the golden file has them; the representations are the same. */
    private Glance glance(String name) {
        NDArray rows = manager.create(ARRAYS.rows(name));
        NDArray z = rows.toType(ai.djl.ndarray.types.DataType.FLOAT32, false);
        return new Glance(z, Optional.of(z), Optional.empty());
    }
}
