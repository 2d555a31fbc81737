package org.isocenter.training.method;

/** Positions on a square grid as sines and cosines, fixed and never trained, as a masked autoencoder takes them. */
final class SinCos {
    private static final double LONGEST = 10_000;

    /**
     * The positions of a class token, which are 0, and of patches, row by row: (1 + side², width) values, the first half of the width for the column,
     * the second for the row, each sines and then cosines.
     *
     * @param width a multiple of 4
     */
    static float[] grid(int side, int width) {
        int quarter = width / 4;
        float[] positions = new float[(1 + side * side) * width];
        for (int place = 0; place < side * side; place++) {
            int column = place % side;
            int row = place / side;
            for (int i = 0; i < quarter; i++) {
                double frequency = Math.pow(LONGEST, -(double) i / quarter);
                int at = (1 + place) * width + i;
                positions[at] = (float) Math.sin(column * frequency);
                positions[at + quarter] = (float) Math.cos(column * frequency);
                positions[at + 2 * quarter] = (float) Math.sin(row * frequency);
                positions[at + 3 * quarter] = (float) Math.cos(row * frequency);
            }
        }
        return positions;
    }

    private SinCos() {}
}
