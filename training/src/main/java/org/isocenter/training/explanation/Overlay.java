package org.isocenter.training.explanation;

import org.isocenter.training.view.Plane;

/**
 * A map laid over the image that it is about. The image stays as it is where the map is 0 and is covered the more the higher the map is, from violet
 * over orange to yellow: colours whose brightness rises with the value, told apart without red and green.
 */
public final class Overlay {
    private static final double COVER = 0.65;
    private static final double[][] COLOURS = {
        {0.16, 0.04, 0.33}, {0.47, 0.11, 0.43}, {0.80, 0.25, 0.33}, {0.97, 0.55, 0.10}, {0.99, 0.95, 0.45}
    };

    /**
     * The image under its map, in colour.
     *
     * @param image 0..1, grey or colour
     * @param map 0..1, one channel of the image's size
     */
    public static Plane of(Plane image, Plane map) {
        if (image.rows() != map.rows() || image.columns() != map.columns()) {
            throw new IllegalArgumentException("an image of %d x %d has no map of %d x %d"
                    .formatted(image.rows(), image.columns(), map.rows(), map.columns()));
        }
        int size = image.rows() * image.columns();
        Plane result = Plane.black(image.rows(), image.columns(), 3);
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < size; i++) {
                double share = Math.min(1, Math.max(0, map.values()[i]));
                double beneath = image.values()[(image.channels() == 1 ? 0 : c * size) + i];
                result.values()[c * size + i] = (float) (beneath + COVER * share * (colour(share, c) - beneath));
            }
        }
        return result;
    }

    private static double colour(double share, int channel) {
        double place = share * (COLOURS.length - 1);
        int below = Math.min((int) place, COLOURS.length - 2);
        return COLOURS[below][channel] + (place - below) * (COLOURS[below + 1][channel] - COLOURS[below][channel]);
    }

    private Overlay() {}
}
