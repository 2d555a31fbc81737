package org.isocenter.training.curation;

import java.util.Arrays;
import java.util.stream.Stream;
import org.isocenter.training.view.GaussianBlur;
import org.isocenter.training.view.Plane;
import org.isocenter.training.view.Resize;

/**
 * How alike two images are once one is mirrored, turned up to 20 degrees, cut and moved to fit the other. The fit is searched coarsely on small
 * thumbnails; what counts is then the mean correlation of fine detail in small blocks (local normalised cross-correlation, Avants 2008). One
 * correlation over the whole image is ruled by its strongest edge, the outline, which fits for any two heads or chests; a copy fits everywhere, whatever
 * its brightness and contrast.
 */
final class Alignment {
    private static final int COARSE_SIDE = 32;
    private static final int FINE_SIDE = 64;
    private static final double WORTH_A_LOOK = 0.85;
    private static final double[] ANGLES = {-16, -8, 0, 8, 16};
    private static final double[] SCALES = {1, 0.88, 0.76};
    private static final double[] SHIFTS = {-1, 0, 1};
    private static final int COARSE_ROUNDS = 4;
    private static final int FINE_ROUNDS = 5;
    private static final int KEPT = 4;
    private static final int BLOCK = 8;
    private static final int FEWEST_BLOCKS = 4;
    private static final double LEAST_DETAIL = 0.1;
    private static final int GRAIN_SIDE = 128;

    /** An image of one channel made square; aspect is its height over its width before, since turning keeps angles only there. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Square(int side, float[] values, double aspect) {

        static Square of(Plane grey, int side, double smooth) {
            Plane small = Resize.to(grey, side, side);
            Plane smoothed = smooth > 0 ? GaussianBlur.apply(small, smooth) : small;
            return new Square(side, smoothed.values(), (double) grey.rows() / grey.columns());
        }

        /** What a blur takes away. */
        Square detail(double blur) {
            float[] blurred =
                    GaussianBlur.apply(new Plane(side, side, 1, values), blur).values();
            float[] detail = values.clone();
            for (int i = 0; i < detail.length; i++) {
                detail[i] -= blurred[i];
            }
            return new Square(side, detail, aspect);
        }

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
            return new Thumbnail(
                    Square.of(grey, COARSE_SIDE, 0.7),
                    Square.of(grey, FINE_SIDE, 0.7).detail(4));
        }
    }

    /** A change of geometry: mirrored or not, angle in degrees, share of the side kept, centre's shift in sides. */
    record Pose(boolean mirrored, double angle, double scale, double dx, double dy) {
        Pose moved(double turn, double stretch, double right, double down) {
            return new Pose(mirrored, angle + turn, Math.min(1, scale + stretch), dx + right, dy + down);
        }
    }

    private record Fit(Pose pose, double likeness) {}

    /**
     * How two images fit best.
     *
     * @param pose in which one shows the other
     * @param turned whether the first is the part of the second, else the second of the first
     * @param likeness mean correlation of the blocks, 0 to 1
     */
    record Match(Pose pose, boolean turned, double likeness) {}

    /** The better of both ways round, since either image may be the cut one; likeness 0 where not even the coarse shapes agree. */
    static Match match(Thumbnail a, Thumbnail b) {
        Fit second = oneWay(a, b);
        Fit first = oneWay(b, a);
        return first.likeness > second.likeness
                ? new Match(first.pose, true, first.likeness)
                : new Match(second.pose, false, second.likeness);
    }

    /**
     * Correlation of the finest detail of two images that match. Two exposures of one patient agree in anatomy and differ in noise; only copies of one
     * exposure share its grain (as source cameras are told by their noise, Lukas 2006).
     */
    static double grain(Plane a, Plane b, Match match) {
        Square whole = Square.of((match.turned ? b : a).grey(), GRAIN_SIDE, 0);
        Square part = Square.of((match.turned ? a : b).grey(), GRAIN_SIDE, 0);
        Pose pose = refine(whole.detail(4), part.detail(4), match.pose, 0.125, FINE_ROUNDS, 1).pose;
        return fit(whole.detail(1.5), part.detail(1.5), pose, 1).likeness;
    }

    private static Fit oneWay(Thumbnail whole, Thumbnail part) {
        Fit best = new Fit(new Pose(false, 0, 1, 0, 0), -1);
        for (Fit start : coarse(whole.coarse, part.coarse)) {
            Fit near = refine(whole.coarse, part.coarse, start.pose, 1, COARSE_ROUNDS, 1);
            best = near.likeness > best.likeness ? near : best;
        }
        if (best.likeness < WORTH_A_LOOK) {
            return new Fit(best.pose, 0);
        }
        Pose pose = refine(whole.fine, part.fine, best.pose, 1, FINE_ROUNDS + 1, 2).pose;
        return new Fit(pose, Math.max(0, blockwise(whole.fine, part.fine, pose)));
    }

    /** Mean correlation of the blocks that lie inside and show something. */
    private static double blockwise(Square whole, Square part, Pose pose) {
        int across = part.side / BLOCK;
        Correlation[] blocks =
                Stream.generate(Correlation::new).limit((long) across * across).toArray(Correlation[]::new);
        View view = new View(whole, pose);
        for (int y = 0; y < part.side; y++) {
            for (int x = 0; x < part.side; x++) {
                view.pair(part, x, y, blocks[y / BLOCK * across + x / BLOCK]);
            }
        }
        double usual = Arrays.stream(blocks)
                .mapToDouble(Correlation::secondPower)
                .average()
                .orElse(0);
        double[] values = Arrays.stream(blocks)
                .filter(block -> block.count() > BLOCK * BLOCK / 2 && block.secondPower() > LEAST_DETAIL * usual)
                .mapToDouble(Correlation::value)
                .toArray();
        return values.length < FEWEST_BLOCKS
                ? 0
                : Arrays.stream(values).average().orElse(0);
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
        View view = new View(whole, pose);
        Correlation correlation = new Correlation();
        for (int y = stride / 2; y < part.side; y += stride) {
            for (int x = stride / 2; x < part.side; x += stride) {
                view.pair(part, x, y, correlation);
            }
        }
        return new Fit(pose, correlation.value());
    }

    /** The whole seen through a pose, place by place of the part. */
    private static final class View {
        private final Square whole;
        private final double sign;
        private final double cos;
        private final double sin;
        private final double centre;
        private final double right;
        private final double down;

        View(Square whole, Pose pose) {
            this.whole = whole;
            sign = pose.mirrored ? -1 : 1;
            cos = Math.cos(Math.toRadians(pose.angle)) * pose.scale;
            sin = Math.sin(Math.toRadians(pose.angle)) * pose.scale;
            centre = (whole.side - 1) / 2.0;
            right = centre + pose.dx * whole.side;
            down = centre + pose.dy * whole.side;
        }

        /** Adds what both show at a place of the part, if it lies inside the whole. */
        void pair(Square part, int x, int y, Correlation correlation) {
            double u = (x - centre) * sign;
            double v = y - centre;
            double px = right + cos * u - sin * v * whole.aspect;
            double py = down + sin * u / whole.aspect + cos * v;
            if (px >= 0 && py >= 0 && px < whole.side - 1 && py < whole.side - 1) {
                correlation.add(whole.at(px, py), part.values[y * part.side + x]);
            }
        }
    }

    private Alignment() {}
}
