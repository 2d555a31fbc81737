package org.isocenter.training.view;

/** Changes of brightness and colour on values in 0..1, in place and clipped; formulas as in torchvision's functional transforms. */
final class Tone {

    /** f x. */
    static void brightness(Plane plane, double factor) {
        linear(plane.values(), (float) factor, 0);
    }

    /** f x + (1 - f) mean, the mean taken over the whole grey image. */
    static void contrast(Plane plane, double factor) {
        float[] grey = plane.grey().values();
        double sum = 0;
        for (float value : grey) {
            sum += value;
        }
        linear(plane.values(), (float) factor, (float) ((1 - factor) * sum / grey.length));
    }

    /** x to the power of gamma. */
    static void gamma(Plane plane, double gamma) {
        float[] values = plane.values();
        for (int i = 0; i < values.length; i++) {
            values[i] = Plane.clip((float) Math.pow(values[i], gamma));
        }
    }

    /** x at or above one half becomes 1 - x. */
    static void solarise(Plane plane) {
        float[] values = plane.values();
        for (int i = 0; i < values.length; i++) {
            values[i] = values[i] >= 0.5f ? 1 - values[i] : values[i];
        }
    }

    /** f x + (1 - f) grey, per pixel of a colour plane; 0 gives three equal channels. */
    static void saturation(Plane plane, double factor) {
        float[] grey = plane.grey().values();
        float[] values = plane.values();
        float f = (float) factor;
        for (int i = 0; i < values.length; i++) {
            values[i] = Plane.clip(f * values[i] + (1 - f) * grey[i % grey.length]);
        }
    }

    /** Turns the hue of a colour plane by a share of the circle. */
    static void hue(Plane plane, double turn) {
        float[] values = plane.values();
        int size = plane.rows() * plane.columns();
        for (int i = 0; i < size; i++) {
            turn(values, i, size, (float) turn);
        }
    }

    private static void turn(float[] values, int i, int size, float turn) {
        float r = values[i];
        float g = values[size + i];
        float b = values[2 * size + i];
        float max = Math.max(r, Math.max(g, b));
        float range = max - Math.min(r, Math.min(g, b));
        if (range == 0) {
            return;
        }
        float sextant = max == r ? (g - b) / range : max == g ? 2 + (b - r) / range : 4 + (r - g) / range;
        float hue = sextant / 6 + turn;
        hue -= (float) Math.floor(hue);
        values[i] = channel(5, hue, max, range);
        values[size + i] = channel(3, hue, max, range);
        values[2 * size + i] = channel(1, hue, max, range);
    }

    /** One channel of a hue, by the formula of Smith 1978 without branches: n is 5, 3, 1 for red, green, blue. */
    private static float channel(int n, float hue, float max, float range) {
        float k = (n + 6 * hue) % 6;
        return max - range * Math.max(0, Math.min(1, Math.min(k, 4 - k)));
    }

    private static void linear(float[] values, float factor, float shift) {
        for (int i = 0; i < values.length; i++) {
            values[i] = Plane.clip(values[i] * factor + shift);
        }
    }

    private Tone() {}
}
