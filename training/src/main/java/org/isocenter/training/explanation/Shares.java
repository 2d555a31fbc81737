package org.isocenter.training.explanation;

import org.isocenter.training.view.Plane;

/** Brings the values of a map to 0..1. */
final class Shares {

    /** What is negative becomes 0, the largest value 1; a map without a positive value is 0 everywhere. */
    static Plane ofLargest(Plane map) {
        return scaled(map, 0);
    }

    /** The smallest value becomes 0, the largest 1; a map of one value is 0 everywhere. */
    static Plane ofRange(Plane map) {
        float least = Float.POSITIVE_INFINITY;
        for (float value : map.values()) {
            least = Math.min(least, value);
        }
        return scaled(map, least);
    }

    private static Plane scaled(Plane map, float zero) {
        float most = zero;
        for (float value : map.values()) {
            most = Math.max(most, value);
        }
        float[] shares = new float[map.values().length];
        for (int i = 0; i < shares.length && most > zero; i++) {
            shares[i] = Math.max(0, map.values()[i] - zero) / (most - zero);
        }
        return new Plane(map.rows(), map.columns(), map.channels(), shares);
    }

    private Shares() {}
}
