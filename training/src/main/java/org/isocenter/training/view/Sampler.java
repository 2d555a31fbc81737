package org.isocenter.training.view;

import java.util.Arrays;

/**
 * Reads a view out of a plane through the draft's geometry in one loop over the output's pixels: bilinear between half-pixel centres, with as
 * many samples per output pixel as the view shrinks the source, so that fine texture is averaged and not aliased.
 */
final class Sampler {
    private static final double WORTH_HALVING = 1.8;

    private final Plane source;
    private final boolean clamped;
    private final double originX;
    private final double originY;
    private final double[] perColumn;
    private final double[] perRow;
    private final int samples;

    /** Prepares to read rows x columns pixels. */
    Sampler(Plane source, ViewDraft draft, int rows, int columns) {
        this(source, draft, rows, columns, 1);
    }

    private Sampler(Plane source, ViewDraft draft, int rows, int columns, double unit) {
        this.source = source;
        double height = draft.height / unit;
        double width = draft.width / unit;
        this.clamped = draft.angle == 0;
        this.samples = Math.max(1, (int) Math.ceil(Math.max(height / rows, width / columns) - 0.25));
        double cos = Math.cos(draft.angle);
        double sin = Math.sin(draft.angle);
        double u = width / columns / samples * (draft.mirrored ? -1 : 1);
        double v = height / rows / samples * (draft.upsideDown ? -1 : 1);
        perColumn = new double[] {cos * u, sin * u};
        perRow = new double[] {-sin * v, cos * v};
        double halfX = (columns * samples - 1) / 2.0;
        double halfY = (rows * samples - 1) / 2.0;
        originX = draft.left / unit + width / 2 - 0.5 - halfX * perColumn[0] - halfY * perRow[0];
        originY = draft.top / unit + height / 2 - 0.5 - halfX * perColumn[1] - halfY * perRow[1];
    }

    /** For images, not masks: reads a halved source where the view shrinks it much. */
    static Sampler shrinking(Halvings source, ViewDraft draft, int rows, int columns) {
        int times = 0;
        double shrinking = Math.min(draft.height / rows, draft.width / columns);
        while (shrinking / (1 << times) >= WORTH_HALVING) {
            times++;
        }
        return new Sampler(source.of(times), draft, rows, columns, 1 << times);
    }

    /** Averages the samples of every output pixel. */
    Plane bilinear(int rows, int columns) {
        Plane view = Plane.black(rows, columns, source.channels());
        if (perColumn[1] == 0 && clamped) {
            upright(view);
        } else {
            turned(view);
        }
        return view;
    }

    /** Columns are read at the same places in every row, so each output row is the mean of its sample rows, then read across. */
    private void upright(Plane view) {
        int columns = view.columns();
        int width = source.columns();
        int[] left = new int[columns * samples];
        float[] share = new float[columns * samples];
        for (int i = 0; i < left.length; i++) {
            double x = clamp(originX + i * perColumn[0], width);
            left[i] = Math.min((int) x, Math.max(0, width - 2));
            share[i] = (float) (x - left[i]);
        }
        float[] mean = new float[width + 1]; // one more, so that a source of one column has a neighbour of no weight
        for (int line = 0; line < view.rows() * view.channels(); line++) {
            meanRow(line % view.rows(), line / view.rows() * source.rows(), mean);
            across(mean, left, share, view.values(), line * columns, columns);
        }
    }

    private void meanRow(int row, int firstLine, float[] mean) {
        float[] v = source.values();
        int width = source.columns();
        Arrays.fill(mean, 0);
        for (int s = row * samples; s < (row + 1) * samples; s++) {
            double y = clamp(originY + s * perRow[1], source.rows());
            int top = Math.min((int) y, Math.max(0, source.rows() - 2));
            float lower = (float) (y - top) / samples;
            float upper = 1f / samples - lower;
            int from = (firstLine + top) * width;
            int below = source.rows() == 1 ? from : from + width;
            for (int x = 0; x < width; x++) {
                mean[x] += upper * v[from + x] + lower * v[below + x];
            }
        }
    }

    private void across(float[] mean, int[] left, float[] share, float[] out, int start, int columns) {
        for (int column = 0; column < columns; column++) {
            float sum = 0;
            for (int i = column * samples; i < (column + 1) * samples; i++) {
                float first = mean[left[i]];
                sum += first + share[i] * (mean[left[i] + 1] - first);
            }
            out[start + column] = sum / samples;
        }
    }

    private static double clamp(double place, int length) {
        return Math.min(Math.max(place, 0), length - 1);
    }

    private void turned(Plane view) {
        int columns = view.columns();
        float share = 1f / (samples * samples);
        for (int c = 0; c < source.channels(); c++) {
            int plane = c * source.rows() * source.columns();
            for (int y = 0; y < view.rows(); y++) {
                int out = (c * view.rows() + y) * columns;
                for (int sy = y * samples; sy < (y + 1) * samples; sy++) {
                    line(view.values(), out, columns, sy, plane, share);
                }
            }
        }
    }

    private void line(float[] out, int start, int columns, int sampleRow, int plane, float share) {
        double x = originX + sampleRow * perRow[0];
        double y = originY + sampleRow * perRow[1];
        int last = columns * samples - 1;
        boolean inside = isInside(x, y) && isInside(x + last * perColumn[0], y + last * perColumn[1]);
        for (int column = 0; column < columns; column++) {
            float sum = 0;
            for (int s = 0; s < samples; s++) {
                sum += inside ? within(plane, x, y) : at(plane, x, y);
                x += perColumn[0];
                y += perColumn[1];
            }
            out[start + column] += share * sum;
        }
    }

    /** A pixel away from every border, so that all the neighbours of a line's places exist, whatever the sums round to. */
    private boolean isInside(double x, double y) {
        return x >= 1 && y >= 1 && x < source.columns() - 2 && y < source.rows() - 2;
    }

    private float within(int plane, double x, double y) {
        int x0 = (int) x;
        int y0 = (int) y;
        float fx = (float) (x - x0);
        float fy = (float) (y - y0);
        int width = source.columns();
        float[] v = source.values();
        int i = plane + y0 * width + x0;
        float upper = v[i] + fx * (v[i + 1] - v[i]);
        float lower = v[i + width] + fx * (v[i + width + 1] - v[i + width]);
        return upper + fy * (lower - upper);
    }

    private float at(int plane, double x, double y) {
        int x0 = (int) Math.floor(x);
        int y0 = (int) Math.floor(y);
        float fx = (float) (x - x0);
        float fy = (float) (y - y0);
        if (x0 >= 0 && y0 >= 0 && x0 < source.columns() - 1 && y0 < source.rows() - 1) {
            return within(plane, x, y);
        }
        float upper = (1 - fx) * edge(plane, x0, y0) + fx * edge(plane, x0 + 1, y0);
        float lower = (1 - fx) * edge(plane, x0, y0 + 1) + fx * edge(plane, x0 + 1, y0 + 1);
        return upper + fy * (lower - upper);
    }

    /** Outside the image: the border's value for an upright crop, black for a turned one. */
    private float edge(int plane, int x, int y) {
        boolean inside = x >= 0 && y >= 0 && x < source.columns() && y < source.rows();
        if (!inside && !clamped) {
            return 0;
        }
        int cx = Math.min(Math.max(x, 0), source.columns() - 1);
        int cy = Math.min(Math.max(y, 0), source.rows() - 1);
        return source.values()[plane + cy * source.columns() + cx];
    }

    /** The nearest source value at every output pixel's centre, for masks; 0 outside. */
    Plane nearest(int rows, int columns) {
        Plane view = Plane.black(rows, columns, source.channels());
        double centre = (samples - 1) / 2.0;
        for (int c = 0; c < source.channels(); c++) {
            for (int y = 0; y < rows; y++) {
                for (int x = 0; x < columns; x++) {
                    double px = x * samples + centre;
                    double py = y * samples + centre;
                    long sx = Math.round(originX + px * perColumn[0] + py * perRow[0]);
                    long sy = Math.round(originY + px * perColumn[1] + py * perRow[1]);
                    if (sx >= 0 && sy >= 0 && sx < source.columns() && sy < source.rows()) {
                        view.values()[(c * rows + y) * columns + x] =
                                source.values()[(c * source.rows() + (int) sy) * source.columns() + (int) sx];
                    }
                }
            }
        }
        return view;
    }
}
