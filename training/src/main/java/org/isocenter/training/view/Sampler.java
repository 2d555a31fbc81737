package org.isocenter.training.view;

/**
 * Reads a square view out of a plane through the draft's geometry in one loop over the output's pixels: bilinear between half-pixel centres, with as
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

    /** For images, not masks: halves the source first where the view shrinks it much, which averages the same at a fraction of the reads. */
    static Sampler shrinking(Plane source, ViewDraft draft, int rows, int columns) {
        Plane smaller = source;
        double unit = 1;
        while (Math.min(draft.height / rows, draft.width / columns) / unit >= WORTH_HALVING) {
            smaller = halved(smaller);
            unit *= 2;
        }
        return new Sampler(smaller, draft, rows, columns, unit);
    }

    private static Plane halved(Plane plane) {
        int rows = Math.max(1, plane.rows() / 2);
        int columns = Math.max(1, plane.columns() / 2);
        Plane half = Plane.black(rows, columns, plane.channels());
        float[] v = plane.values();
        int width = plane.columns();
        for (int line = 0; line < rows * plane.channels(); line++) {
            int from = ((line / rows) * plane.rows() + 2 * (line % rows)) * width;
            for (int x = 0; x < columns; x++, from += 2) {
                half.values()[line * columns + x] = (v[from] + v[from + 1] + v[from + width] + v[from + width + 1]) / 4;
            }
        }
        return half;
    }

    /** Averages the samples of every output pixel. */
    Plane bilinear(int rows, int columns) {
        Plane view = Plane.black(rows, columns, source.channels());
        float share = 1f / (samples * samples);
        for (int c = 0; c < source.channels(); c++) {
            int plane = c * source.rows() * source.columns();
            for (int y = 0; y < rows; y++) {
                int out = (c * rows + y) * columns;
                for (int sy = y * samples; sy < (y + 1) * samples; sy++) {
                    line(view.values(), out, columns, sy, plane, share);
                }
            }
        }
        return view;
    }

    private void line(float[] out, int start, int columns, int sampleRow, int plane, float share) {
        double x = originX + sampleRow * perRow[0];
        double y = originY + sampleRow * perRow[1];
        for (int column = 0; column < columns; column++) {
            float sum = 0;
            for (int s = 0; s < samples; s++) {
                sum += at(plane, x, y);
                x += perColumn[0];
                y += perColumn[1];
            }
            out[start + column] += share * sum;
        }
    }

    private float at(int plane, double x, double y) {
        int x0 = (int) Math.floor(x);
        int y0 = (int) Math.floor(y);
        float fx = (float) (x - x0);
        float fy = (float) (y - y0);
        int width = source.columns();
        if (x0 >= 0 && y0 >= 0 && x0 < width - 1 && y0 < source.rows() - 1) {
            float[] v = source.values();
            int i = plane + y0 * width + x0;
            float upper = v[i] + fx * (v[i + 1] - v[i]);
            float lower = v[i + width] + fx * (v[i + width + 1] - v[i + width]);
            return upper + fy * (lower - upper);
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
