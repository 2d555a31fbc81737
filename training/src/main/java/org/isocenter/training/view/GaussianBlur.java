package org.isocenter.training.view;

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
        float[] first = pass(plane, plane.values(), alongX, true);
        return new Plane(plane.rows(), plane.columns(), plane.channels(), pass(plane, first, alongY, false));
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

    private static float[] pass(Plane shape, float[] in, float[] kernel, boolean alongX) {
        int length = alongX ? shape.columns() : shape.rows();
        int step = alongX ? 1 : shape.columns();
        int lines = in.length / length;
        int half = kernel.length / 2;
        float[] out = new float[in.length];
        float[] padded = new float[length + 2 * half];
        for (int line = 0; line < lines; line++) {
            int start = alongX ? line * length : (line / step) * length * step + line % step;
            pad(in, start, step, length, half, padded);
            for (int i = 0; i < length; i++) {
                float sum = 0;
                for (int k = 0; k < kernel.length; k++) {
                    sum += kernel[k] * padded[i + k];
                }
                out[start + i * step] = sum;
            }
        }
        return out;
    }

    private static void pad(float[] in, int start, int step, int length, int half, float[] padded) {
        for (int i = -half; i < length + half; i++) {
            int reflected = Math.abs(i);
            if (reflected >= length) {
                reflected = 2 * (length - 1) - reflected;
            }
            padded[i + half] = in[start + reflected * step];
        }
    }

    private GaussianBlur() {}
}
