package org.isocenter.dicom.phantom.scanner;

/** Gaussian blur in two passes, edges repeated. */
final class Blur {
    private Blur() {}

    /** A blurred copy of a row-major picture; sigma in pixels, 0 gives the picture itself. */
    static double[] gaussian(double[] values, int rows, int columns, double sigma) {
        if (sigma <= 0) {
            return values;
        }
        double[] kernel = kernel(sigma);
        double[] across = pass(values, rows, columns, kernel, 1);
        return pass(across, rows, columns, kernel, columns);
    }

    private static double[] kernel(double sigma) {
        int radius = (int) Math.ceil(2.5 * sigma);
        double[] kernel = new double[2 * radius + 1];
        double sum = 0;
        for (int i = -radius; i <= radius; i++) {
            kernel[i + radius] = Math.exp(-i * i / (2 * sigma * sigma));
            sum += kernel[i + radius];
        }
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] /= sum;
        }
        return kernel;
    }

    private static double[] pass(double[] values, int rows, int columns, double[] kernel, int step) {
        double[] out = new double[values.length];
        int radius = kernel.length / 2;
        int limit = step == 1 ? columns : rows;
        for (int i = 0; i < values.length; i++) {
            int place = step == 1 ? i % columns : i / columns;
            double sum = 0;
            for (int k = -radius; k <= radius; k++) {
                int at = Math.min(limit - 1, Math.max(0, place + k));
                sum += kernel[k + radius] * values[i + (at - place) * step];
            }
            out[i] = sum;
        }
        return out;
    }
}
