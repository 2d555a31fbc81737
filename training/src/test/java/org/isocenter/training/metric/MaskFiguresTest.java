package org.isocenter.training.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.assertj.core.data.Offset;
import org.isocenter.platform.testing.SharedData;
import org.isocenter.training.testing.GoldenTensors;
import org.junit.jupiter.api.Test;

class MaskFiguresTest {
    private static final Offset<Double> TOLERANCE = within(1e-9);
    private static final GoldenTensors ARRAYS = new GoldenTensors(SharedData.golden("ssl/evaluation.safetensors"));
    private static final JsonNode VALUES =
            GoldenTensors.json(SharedData.golden("ssl/evaluation.json")).get("segmentation");

    @Test
    void overlap_equals_golden_values_and_has_a_rule_for_empty_masks() {
        for (String name : List.of("2d", "2d_border", "3d")) {
            Overlap overlap = Overlap.of(mask(name, "pred"), mask(name, "gt"));
            assertThat(overlap.dice()).isCloseTo(VALUES.get(name).get("dice").asDouble(), TOLERANCE);
            assertThat(overlap.iou()).isCloseTo(VALUES.get(name).get("iou").asDouble(), TOLERANCE);
        }
        assertThat(Overlap.of(new byte[3], new byte[3]).dice()).isEqualTo(1);
        assertThat(Overlap.of(new byte[3], new byte[] {1, 0, 0}).dice()).isZero();
    }

    @Test
    void distances_of_surfaces_in_millimetres_equal_golden_values_in_two_and_three_dimensions() {
        for (String name : List.of("2d", "2d_border", "3d")) {
            JsonNode golden = VALUES.get(name);
            Grid grid = new Grid(
                    StreamSupport.stream(golden.get("shape").spliterator(), false)
                            .mapToInt(JsonNode::asInt)
                            .toArray(),
                    StreamSupport.stream(golden.get("spacing").spliterator(), false)
                            .mapToDouble(JsonNode::asDouble)
                            .toArray());
            SurfaceDistances distances = SurfaceDistances.of(mask(name, "pred"), mask(name, "gt"), grid);
            assertThat(distances.fromPredicted())
                    .hasSize(golden.get("surface_pixels_pred").asInt());
            assertThat(distances.fromReference())
                    .hasSize(golden.get("surface_pixels_gt").asInt());
            assertThat(distances.hausdorff()).isCloseTo(golden.get("hd").asDouble(), TOLERANCE);
            assertThat(distances.hausdorff95()).isCloseTo(golden.get("hd95").asDouble(), TOLERANCE);
            assertThat(distances.average()).isCloseTo(golden.get("assd").asDouble(), TOLERANCE);
        }
        assertThatThrownBy(() -> SurfaceDistances.of(new byte[4], new byte[] {1, 1, 1, 1}, Grid.of(2, 2)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_lesion_is_found_by_a_part_of_its_own() {
        byte[] reference = mask("##....##", "##....##", "........", "#......#", ".#......");
        byte[] predicted = mask("##......", "#.......", "...###..", "#.......", ".#......");
        assertThat(Lesions.of(predicted, reference, Grid.of(5, 8))).isEqualTo(new Lesions(2, 2, 1));
    }

    @Test
    void one_mask_over_everything_finds_at_most_one_lesion() {
        byte[] reference = mask("##....##", "##....##", "........", "........");
        byte[] all = mask("########", "########", "########", "########");
        assertThat(Lesions.of(all, reference, Grid.of(4, 8))).isEqualTo(new Lesions(1, 1, 0));
        assertThat(Lesions.of(new byte[32], reference, Grid.of(4, 8))).isEqualTo(new Lesions(0, 2, 0));
    }

    @Test
    void parts_touch_from_slice_to_slice() {
        byte[] mask = {1, 0, 0, 0, 0, 0, 0, 1};
        Grid cube = new Grid(new int[] {2, 2, 2}, new double[] {1, 1, 1});
        assertThat(Lesions.of(mask, mask, cube)).isEqualTo(new Lesions(1, 0, 0));
    }

    private static byte[] mask(String... rows) {
        String all = String.join("", rows);
        byte[] mask = new byte[all.length()];
        IntStream.range(0, mask.length).forEach(i -> mask[i] = (byte) (all.charAt(i) == '#' ? 1 : 0));
        return mask;
    }

    private static byte[] mask(String name, String side) {
        int[] values = ARRAYS.ints("segmentation/" + name + "/" + side);
        byte[] mask = new byte[values.length];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = (byte) values[i];
        }
        return mask;
    }
}
