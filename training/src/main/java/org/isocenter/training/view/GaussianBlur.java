package org.isocenter.training.view;

import java.util.Arrays;

/** Blurs with a sampled Gaussian in two passes, reflecting at the border (without repeating the border pixel). */
public final class GaussianBlur {

    /** Blurs with one sigma in pixels, the kernel reaching three sigmas to each side. */
    public static Plane apply(Plane plane, double sigma) {
        int size = 2 * Math.max(1, (int) Math.ceil(3 * sigma)) + 1;
        int limit = Math.min(plane.rows(), plane.columns());
        int fitting = Math.min(size, limit % 2 == 0 ? limit - 1 : limit);
        return apply(plane, kernel(fitting, sigma), kernel(fitting, sigma));
    }

    /** Blurs along the rows with one kernel and along the columns with another; both of odd length. */
    static Plane apply(Plane plane, float[] alongX, float[] alongY) {
        Plane across = Plane.black(plane.rows(), plane.columns(), plane.channels());
        rows(plane, alongX, across.values());
        Plane blurred = Plane.black(plane.rows(), plane.columns(), plane.channels());
        columns(across, alongY, blurred.values());
        return blurred;
    }

    static float[] kernel(int size, double sigma) {
        double[] raw = new double[size];
        double sum = 0;
        for (int i = 0; i < size; i++) {
            double x = (i - size / 2) / sigma;
            raw[i] = Math.exp(-0.5 * x * x);
            sum += raw[i];
        }
        float[] kernel = new float[size];
        for (int i = 0; i < size; i++) {
            kernel[i] = (float) (raw[i] / sum);
        }
        return kernel;
    }

    /** One line at a time with its ends reflected, tap by tap, so that a line is a few long sums. */
    private static void rows(Plane plane, float[] kernel, float[] out) {
        int length = plane.columns();
        int half = kernel.length / 2;
        float[] padded = new float[length + 2 * half];
        float[] sum = new float[length];
        for (int line = 0; line < plane.rows() * plane.channels(); line++) {
            System.arraycopy(plane.values(), line * length, padded, half, length);
            for (int i = 1; i <= half; i++) {
                padded[half - i] = padded[half + reflected(-i, length)];
                padded[half + length - 1 + i] = padded[half + reflected(length - 1 + i, length)];
            }
            Arrays.fill(sum, 0);
            for (int k = 0; k < kernel.length; k++) {
                add(kernel[k], padded, k, sum);
            }
            System.arraycopy(sum, 0, out, line * length, length);
        }
    }

    private static void columns(Plane plane, float[] kernel, float[] out) {
        int length = plane.columns();
        int half = kernel.length / 2;
        float[] sum = new float[length];
        for (int line = 0; line < plane.rows() * plane.channels(); line++) {
            int first = line / plane.rows() * plane.rows();
            Arrays.fill(sum, 0);
            for (int k = 0; k < kernel.length; k++) {
                int row = first + reflected(line - first + k - half, plane.rows());
                add(kernel[k], plane.values(), row * length, sum);
            }
            System.arraycopy(sum, 0, out, line * length, length);
        }
    }

    private static void add(float factor, float[] values, int start, float[] sum) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += factor * values[start + i];
        }
    }

    private static int reflected(int place, int length) {
        int before = Math.abs(place);
        return before < length ? before : 2 * (length - 1) - before;
    }

    private GaussianBlur() {}
}
