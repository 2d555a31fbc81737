package org.isocenter.training.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Set;
import org.isocenter.training.encoder.BatchStatistics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProjectionHeadTest {
    private final NDManager manager = NDManager.newBaseManager("PyTorch");

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void the_same_seed_gives_the_same_weights() {
        float[] first = weight(head(32, 7));
        assertThat(weight(head(32, 7))).isEqualTo(first);
        assertThat(weight(head(32, 8))).isNotEqualTo(first);
        for (float value : first) {
            assertThat(Math.abs(value)).isLessThan((float) (1 / Math.sqrt(32)));
        }
    }

    @Test
    void embeddings_of_a_batch_have_no_mean_and_unit_spread() {
        ProjectionHead head = ProjectionHead.random(List.of(32, 64, 48, 16), ProjectionHead.End.NORM, manager, 3);
        NDArray embeddings = head.embed(manager.randomNormal(new Shape(256, 32)), BatchStatistics.LIVE);
        assertThat(embeddings.getShape()).isEqualTo(new Shape(256, 16));
        assertThat(embeddings.mean(new int[] {0}).abs().max().getFloat()).isLessThan(1e-5f);
        assertThat(embeddings.square().mean().getFloat()).isCloseTo(1, within(1e-2f));
    }

    @Test
    void each_end_has_the_arrays_that_it_says() {
        assertThat(end(ProjectionHead.End.BIAS)).contains("fc2.bias").doesNotContain("bn2.running_mean");
        assertThat(end(ProjectionHead.End.PLAIN_NORM))
                .contains("bn2.running_mean")
                .doesNotContain("bn2.weight");
        assertThat(end(ProjectionHead.End.NONE)).doesNotContain("fc2.bias", "bn2.running_mean");
    }

    private Set<String> end(ProjectionHead.End end) {
        ProjectionHead head = ProjectionHead.random(List.of(8, 8, 4), end, manager, 3);
        assertThat(head.embed(manager.randomNormal(new Shape(6, 8))).getShape()).isEqualTo(new Shape(6, 4));
        return head.state().keySet();
    }

    @Test
    void only_live_statistics_move_the_running_ones() {
        ProjectionHead head = head(8, 3);
        NDArray representations = manager.randomNormal(new Shape(64, 8)).add(2);
        head.embed(representations, BatchStatistics.FIXED);
        assertThat(head.state().get("bn1.running_mean").abs().sum().getFloat()).isZero();
        head.embed(representations, BatchStatistics.LIVE);
        assertThat(head.state().get("bn1.running_mean").abs().sum().getFloat()).isPositive();
    }

    @Test
    void running_statistics_are_state_and_not_moved_by_an_optimizer() {
        ProjectionHead head = head(8, 3);
        assertThat(head.parameters().keySet())
                .containsExactly("fc1.weight", "bn1.weight", "bn1.bias", "fc2.weight", "bn2.weight", "bn2.bias");
        assertThat(head.state()).hasSize(10).containsKeys("bn1.running_mean", "bn2.running_var");
    }

    private ProjectionHead head(int width, long seed) {
        return ProjectionHead.random(List.of(width, width, 128), ProjectionHead.End.NORM, manager, seed);
    }

    private static float[] weight(ProjectionHead head) {
        return head.state().get("fc1.weight").toFloatArray();
    }
}
