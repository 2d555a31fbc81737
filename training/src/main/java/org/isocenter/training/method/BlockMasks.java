package org.isocenter.training.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.isocenter.training.data.EpochOrder;
import org.isocenter.training.view.ViewRandom;

/**
 * Which patches iBOT hides from the student, as in DINOv2: half of the images lose blocks, a tenth to half of their patches, the shares spread evenly
 * over them; a block has at least four patches where there is room, and an aspect of 0.3 to 1/0.3.
 *
 * @param hidden for each image, row by row from the top left, whether a patch is hidden; at least one is
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record BlockMasks(boolean[][] hidden) {
    private static final double LEAST = 0.1;
    private static final double MOST = 0.5;
    private static final int SMALLEST_BLOCK = 4;
    private static final double LOG_ASPECT = Math.log(1 / 0.3);
    private static final int TRIES = 10;

    /**
     * The masks of one step; the same seed and step give the same.
     *
     * @param images of the batch, global views counted each
     * @param side of the grid of patches
     */
    static BlockMasks draw(int images, int side, long seed, long step) {
        ViewRandom random = ViewRandom.of(seed, "masks", step, 0);
        int[] order = EpochOrder.of(seed, step, images);
        int masked = Math.max(1, images / 2);
        boolean[][] hidden = new boolean[images][side * side];
        for (int i = 0; i < masked; i++) {
            double share = LEAST + (MOST - LEAST) * (i + random.nextDouble()) / masked;
            hide(hidden[order[i]], side, Math.max(1, (int) (share * side * side)), random);
        }
        return new BlockMasks(hidden);
    }

    private static void hide(boolean[] hidden, int side, int wanted, ViewRandom random) {
        int left = wanted;
        for (int failed = 0; left > 0 && failed < TRIES; ) {
            int fresh = block(hidden, side, left, random);
            left -= fresh;
            failed = fresh == 0 ? failed + 1 : 0;
        }
        if (left == wanted) {
            hidden[random.nextInt(hidden.length)] = true;
        }
    }

    /** Hides a block of at most so many new patches; how many they were, 0 where it did not fit. */
    private static int block(boolean[] hidden, int side, int most, ViewRandom random) {
        double smallest = Math.min(SMALLEST_BLOCK, most);
        double area = smallest + (most - smallest) * random.nextDouble();
        double aspect = Math.exp(LOG_ASPECT * (2 * random.nextDouble() - 1));
        int rows = Math.max(1, (int) Math.round(Math.sqrt(area * aspect)));
        int columns = Math.max(1, (int) Math.round(Math.sqrt(area / aspect)));
        if (rows > side || columns > side) {
            return 0;
        }
        int top = random.nextInt(side - rows + 1);
        int left = random.nextInt(side - columns + 1);
        int[] places = IntStream.range(0, rows * columns)
                .map(i -> (top + i / columns) * side + left + i % columns)
                .filter(place -> !hidden[place])
                .toArray();
        if (places.length > most) {
            return 0;
        }
        for (int place : places) {
            hidden[place] = true;
        }
        return places.length;
    }

    private int patches() {
        return hidden[0].length;
    }

    /** 1 where a patch is hidden, else 0: (images, patches), int64. */
    NDArray array(NDManager step) {
        long[] values = new long[hidden.length * patches()];
        for (int i = 0; i < values.length; i++) {
            values[i] = isHidden(i) ? 1 : 0;
        }
        return step.create(values, new Shape(hidden.length, patches()));
    }

    /** Where the hidden patches are among the rows of all tokens, a class token before the patches of each image. */
    long[] rows() {
        return places().map(i -> i + i / patches() + 1).toArray();
    }

    /** Where the class tokens are among the rows of all tokens. */
    long[] classRows() {
        return LongStream.range(0, hidden.length)
                .map(image -> image * (1 + patches()))
                .toArray();
    }

    /** For each hidden patch 1 over their number in its image. */
    float[] weights() {
        double[] weights =
                places().mapToDouble(i -> 1.0 / count((int) (i / patches()))).toArray();
        float[] values = new float[weights.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) weights[i];
        }
        return values;
    }

    private LongStream places() {
        return IntStream.range(0, hidden.length * patches())
                .filter(this::isHidden)
                .asLongStream();
    }

    private boolean isHidden(int place) {
        return hidden[place / patches()][place % patches()];
    }

    private long count(int image) {
        return IntStream.range(0, patches())
                .filter(patch -> hidden[image][patch])
                .count();
    }
}
