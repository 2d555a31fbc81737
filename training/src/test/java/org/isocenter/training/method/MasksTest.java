package org.isocenter.training.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.isocenter.platform.testing.SharedData;
import org.isocenter.training.testing.GoldenTensors;
import org.isocenter.training.testing.ToyEncoders;
import org.junit.jupiter.api.Test;

class MasksTest {
    private static final GoldenTensors GOLDEN = new GoldenTensors(SharedData.golden("ssl/losses.safetensors"));

    @Test
    void kept_and_removed_patches_equal_the_golden_ones() {
        PatchMask mask = PatchMask.of(GOLDEN.rows("mae_masking/in/noise"), 0.75);
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            assertThat(mask.kept(manager).toLongArray()).isEqualTo(longs("mae_masking/out/ids_keep"));
            assertThat(mask.restore(manager).toLongArray()).isEqualTo(longs("mae_masking/out/ids_restore"));
            assertThat(mask.removed(manager).toFloatArray()).isEqualTo(GOLDEN.floats("mae_masking/out/mask"));
        }
    }

    private static long[] longs(String name) {
        return Arrays.stream(GOLDEN.doubles(name))
                .mapToLong(value -> (long) value)
                .toArray();
    }

    @Test
    void patches_equal_the_golden_ones() {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            NDArray images = manager.create(GOLDEN.floats("mae_patchify/in/image"), new Shape(2, 3, 16, 16));
            assertThat(Mae.patches(images, 4).toFloatArray()).isEqualTo(GOLDEN.floats("mae_patchify/out/patches"));
        }
    }

    @Test
    void what_is_seen_of_an_image_stays_and_what_is_hidden_is_filled_in() {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            MethodSetup setup = GoldenRun.setup(manager, ToyEncoders.transformer(), 1);
            try (Mae mae = new Mae(setup, new MaskedDecoder.Size(16, 1, 2))) {
                NDArray images = manager.randomNormal(new Shape(3, 3, 16, 16));
                Reconstruction shown = mae.reconstruct(images).orElseThrow();
                float[] there = Mae.patches(images, 4).toFloatArray();
                float[] seen = Mae.patches(shown.seen(), 4).toFloatArray();
                float[] filled = Mae.patches(shown.filled(), 4).toFloatArray();
                int values = 3 * 4 * 4;
                int hidden = 0;
                for (int patch = 0; patch < 3 * 16; patch++) {
                    boolean kept = seen[patch * values] != 0;
                    hidden += kept ? 0 : 1;
                    for (int i = patch * values; i < (patch + 1) * values; i++) {
                        assertThat(seen[i]).isEqualTo(kept ? there[i] : 0);
                        assertThat(filled[i] == there[i]).isEqualTo(kept);
                    }
                }
                assertThat(hidden).isEqualTo(3 * 12);
                assertThat(mae.reconstruct(images).orElseThrow().filled().toFloatArray())
                        .as("by the same mask again")
                        .isEqualTo(shown.filled().toFloatArray());
            }
        }
    }

    @Test
    void masks_follow_from_seed_and_step() {
        assertThat(PatchMask.draw(3, 16, 0.75, 1, 5).shuffled())
                .isDeepEqualTo(PatchMask.draw(3, 16, 0.75, 1, 5).shuffled());
        assertThat(PatchMask.draw(3, 16, 0.75, 1, 6).shuffled()[0])
                .isNotEqualTo(PatchMask.draw(3, 16, 0.75, 1, 5).shuffled()[0]);
        assertThat(BlockMasks.draw(8, 14, 1, 5).hidden())
                .isDeepEqualTo(BlockMasks.draw(8, 14, 1, 5).hidden());
    }

    @Test
    void half_of_the_images_lose_a_tenth_to_half_of_their_patches() {
        for (long step = 0; step < 50; step++) {
            boolean[][] hidden = BlockMasks.draw(8, 14, 1, step).hidden();
            int[] counts = Arrays.stream(hidden).mapToInt(MasksTest::count).toArray();
            assertThat(Arrays.stream(counts).filter(count -> count == 0)).hasSize(4);
            assertThat(Arrays.stream(counts).filter(count -> count > 0)).allMatch(count -> count <= 98);
            assertThat(Arrays.stream(counts).max().orElse(0)).isGreaterThan(40);
        }
    }

    @Test
    void a_grid_of_few_patches_loses_at_least_one_of_some_image() {
        for (int side = 1; side < 4; side++) {
            BlockMasks masks = BlockMasks.draw(2, side, 1, side);
            assertThat(masks.rows()).isNotEmpty();
            assertThat(masks.weights()).hasSameSizeAs(masks.rows());
        }
    }

    @Test
    void rows_and_weights_are_those_of_the_hidden_patches() {
        BlockMasks masks = new BlockMasks(
                new boolean[][] {{false, true, false, true}, {false, false, false, false}, {true, false, false, false}
                });
        assertThat(masks.rows()).containsExactly(2, 4, 11); // five tokens an image, the class token first
        assertThat(masks.classRows()).containsExactly(0, 5, 10);
        assertThat(masks.weights()).containsExactly(0.5f, 0.5f, 1f);
    }

    @Test
    void positions_are_zero_for_the_class_token_and_sines_and_cosines_for_patches() {
        float[] positions = SinCos.grid(4, 32);
        assertThat(Arrays.copyOf(positions, 32)).containsOnly(0);
        int second = 2 * 32; // row 0, column 1
        assertThat((double) positions[second]).isCloseTo(Math.sin(1), within(1e-6));
        assertThat((double) positions[second + 8]).isCloseTo(Math.cos(1), within(1e-6));
        assertThat(positions[second + 16]).isZero();
    }

    private static int count(boolean[] hidden) {
        return (int) IntStream.range(0, hidden.length).filter(i -> hidden[i]).count();
    }
}
