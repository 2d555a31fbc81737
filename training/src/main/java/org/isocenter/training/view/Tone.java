package org.isocenter.training.view;

/** Changes of brightness and colour on values in 0..1, in place and clipped; formulas as in torchvision's functional transforms. */
final class Tone {
    private static final double[] LUMA = {0.2989, 0.587, 0.114};

    /** f x. */
    static void brightness(Plane plane, double factor) {
        linear(plane.values(), (float) factor, 0);
    }

    /** f x + (1 - f) mean, the mean taken over the whole grey image. */
    static void contrast(Plane plane, double factor) {
        linear(plane.values(), (float) factor, (float) ((1 - factor) * mean(plane)));
    }

    /** Mean of the grey image: its lines are summed apart, so that single precision is enough. */
    private static double mean(Plane plane) {
        double sum = 0;
        for (int line = 0; line < plane.rows() * plane.channels(); line++) {
            sum += (plane.channels() == 1 ? 1 : LUMA[line / plane.rows()])
                    * line(plane.values(), line * plane.columns(), plane.columns());
        }
        return sum / (plane.rows() * plane.columns());
    }

    /** Eight sums beside one another, which a processor adds at once. */
    private static double line(float[] values, int start, int length) {
        float[] sums = new float[8];
        int i = start;
        for (; i + 8 <= start + length; i += 8) {
            for (int k = 0; k < 8; k++) {
                sums[k] += values[i + k];
            }
        }
        double sum = 0;
        for (float part : sums) {
            sum += part;
        }
        for (; i < start + length; i++) {
            sum += values[i];
        }
        return sum;
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
        for (int start = 0; start < values.length; start += grey.length) {
            for (int i = 0; i < grey.length; i++) {
                values[start + i] = Plane.clip(f * values[start + i] + (1 - f) * grey[i]);
            }
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
        hue -= (float) Math.floor(hue); // in 0..1
        values[i] = channel(5, hue, max, range);
        values[size + i] = channel(3, hue, max, range);
        values[2 * size + i] = channel(1, hue, max, range);
    }

    /** One channel of a hue, by the formula of Smith 1978 without branches: n is 5, 3, 1 for red, green, blue. */
    private static float channel(int n, float hue, float max, float range) {
        float sum = n + 6 * hue;
        float k = sum >= 6 ? sum - 6 : sum;
        return max - range * Math.max(0, Math.min(1, Math.min(k, 4 - k)));
    }

    private static void linear(float[] values, float factor, float shift) {
        for (int i = 0; i < values.length; i++) {
            values[i] = Plane.clip(values[i] * factor + shift);
        }
    }

    private Tone() {}
}
