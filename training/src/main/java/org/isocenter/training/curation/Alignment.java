package org.isocenter.training.curation;

import java.util.Arrays;
import org.isocenter.training.view.GaussianBlur;
import org.isocenter.training.view.Plane;
import org.isocenter.training.view.Resize;

/**
 * How alike two images are once one is mirrored, turned up to 20 degrees, cut and moved to fit the other. The fit is searched coarsely on small
 * thumbnails; what counts is then the correlation of fine detail, which tells a copy from a neighbouring slice or another head.
 */
final class Alignment {
    private static final int COARSE_SIDE = 32;
    private static final int FINE_SIDE = 64;
    private static final double WORTH_A_LOOK = 0.85;
    private static final double[] ANGLES = {-16, -8, 0, 8, 16};
    private static final double[] SCALES = {1, 0.88, 0.76};
    private static final double[] SHIFTS = {-1, 0, 1};
    private static final int COARSE_ROUNDS = 4;
    private static final int FINE_ROUNDS = 3;
    private static final int KEPT = 2;

    /** A square image of one channel. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Square(int side, float[] values) {

        double at(double x, double y) {
            int x0 = (int) x;
            int y0 = (int) y;
            double fx = x - x0;
            double fy = y - y0;
            int i = y0 * side + x0;
            double upper = values[i] + fx * (values[i + 1] - values[i]);
            double lower = values[i + side] + fx * (values[i + side + 1] - values[i + side]);
            return upper + fy * (lower - upper);
        }
    }

    /** What is kept of an image for comparison: a coarse thumbnail and the detail of a finer one. */
    record Thumbnail(Square coarse, Square fine) {
        static Thumbnail of(Plane image) {
            Plane grey = image.grey();
            Plane small = GaussianBlur.apply(Resize.to(grey, COARSE_SIDE, COARSE_SIDE), 0.7);
            return new Thumbnail(new Square(COARSE_SIDE, small.values()), detail(grey));
        }

        private static Square detail(Plane grey) {
            Plane sharp = GaussianBlur.apply(Resize.to(grey, FINE_SIDE, FINE_SIDE), 0.7);
            float[] blurred = GaussianBlur.apply(sharp, 4).values();
            float[] detail = sharp.values().clone();
            for (int i = 0; i < detail.length; i++) {
                detail[i] -= blurred[i];
            }
            return new Square(FINE_SIDE, detail);
        }
    }

    /** A change of geometry: mirrored or not, angle in degrees, share of the side kept, centre's shift in sides. */
    private record Pose(boolean mirrored, double angle, double scale, double dx, double dy) {
        Pose moved(double turn, double stretch, double right, double down) {
            return new Pose(mirrored, angle + turn, Math.min(1, scale + stretch), dx + right, dy + down);
        }
    }

    private record Fit(Pose pose, double likeness) {}

    /** The larger of both ways round, since either image may be the cut one; 0 where not even the coarse shapes agree. */
    static double likeness(Thumbnail a, Thumbnail b) {
        return Math.max(oneWay(a, b), oneWay(b, a));
    }

    private static double oneWay(Thumbnail whole, Thumbnail part) {
        Fit best = new Fit(new Pose(false, 0, 1, 0, 0), -1);
        for (Fit start : coarse(whole.coarse, part.coarse)) {
            Fit near = refine(whole.coarse, part.coarse, start.pose, 1, COARSE_ROUNDS, 1);
            best = near.likeness > best.likeness ? near : best;
        }
        if (best.likeness < WORTH_A_LOOK) {
            return 0;
        }
        Pose pose = refine(whole.fine, part.fine, best.pose, 0.25, FINE_ROUNDS, 2).pose;
        return Math.max(0, fit(whole.fine, part.fine, pose, 1).likeness);
    }

    private static Fit[] coarse(Square whole, Square part) {
        Fit[] best = new Fit[KEPT];
        Arrays.fill(best, new Fit(new Pose(false, 0, 1, 0, 0), -1));
        for (double scale : SCALES) {
            for (double sx : scale == 1 ? new double[] {0} : SHIFTS) {
                for (double sy : scale == 1 ? new double[] {0} : SHIFTS) {
                    turn(whole, part, best, scale, sx * (1 - scale) / 2, sy * (1 - scale) / 2);
                }
            }
        }
        return best;
    }

    private static void turn(Square whole, Square part, Fit[] best, double scale, double dx, double dy) {
        for (double angle : ANGLES) {
            keep(best, fit(whole, part, new Pose(false, angle, scale, dx, dy), 2));
            keep(best, fit(whole, part, new Pose(true, angle, scale, dx, dy), 2));
        }
    }

    private static void keep(Fit[] best, Fit found) {
        Fit moving = found;
        for (int i = 0; i < best.length; i++) {
            if (moving.likeness > best[i].likeness) {
                Fit displaced = best[i];
                best[i] = moving;
                moving = displaced;
            }
        }
    }

    private static Fit refine(Square whole, Square part, Pose start, double firstStep, int rounds, int stride) {
        Fit best = fit(whole, part, start, stride);
        double step = firstStep;
        for (int round = 0; round < rounds; round++, step /= 2) {
            best = tried(whole, part, best, new double[] {4 * step, 0, 0, 0}, stride);
            best = tried(whole, part, best, new double[] {0, 0.06 * step, 0, 0}, stride);
            best = tried(whole, part, best, new double[] {0, 0, 0.05 * step, 0}, stride);
            best = tried(whole, part, best, new double[] {0, 0, 0, 0.05 * step}, stride);
        }
        return best;
    }

    /** Turn, stretch and shifts, tried both ways. */
    private static Fit tried(Square whole, Square part, Fit fit, double[] move, int stride) {
        Fit more = fit(whole, part, fit.pose.moved(move[0], move[1], move[2], move[3]), stride);
        Fit less = fit(whole, part, fit.pose.moved(-move[0], -move[1], -move[2], -move[3]), stride);
        Fit better = more.likeness > less.likeness ? more : less;
        return better.likeness > fit.likeness ? better : fit;
    }

    /** Correlation of the part with the whole seen through a pose, over the places that lie inside. */
    private static Fit fit(Square whole, Square part, Pose pose, int stride) {
        int side = part.side;
        double cos = Math.cos(Math.toRadians(pose.angle)) * pose.scale;
        double sin = Math.sin(Math.toRadians(pose.angle)) * pose.scale;
        double centre = (side - 1) / 2.0;
        double sign = pose.mirrored ? -1 : 1;
        Correlation correlation = new Correlation();
        for (int y = stride / 2; y < side; y += stride) {
            for (int x = stride / 2; x < side; x += stride) {
                double u = (x - centre) * sign;
                double v = y - centre;
                double px = centre + pose.dx * side + cos * u - sin * v;
                double py = centre + pose.dy * side + sin * u + cos * v;
                if (px >= 0 && py >= 0 && px < side - 1 && py < side - 1) {
                    correlation.add(whole.at(px, py), part.values[y * side + x]);
                }
            }
        }
        return new Fit(pose, correlation.value());
    }

    /** Pearson's correlation of pairs as they come. */
    private static final class Correlation {
        private double n;
        private double sumA;
        private double sumB;
        private double squareA;
        private double squareB;
        private double product;

        void add(double a, double b) {
            n++;
            sumA += a;
            sumB += b;
            squareA += a * a;
            squareB += b * b;
            product += a * b;
        }

        double value() {
            double variances = (squareA - sumA * sumA / n) * (squareB - sumB * sumB / n);
            return variances > 1e-12 ? (product - sumA * sumB / n) / Math.sqrt(variances) : 0;
        }
    }

    private Alignment() {}
}
