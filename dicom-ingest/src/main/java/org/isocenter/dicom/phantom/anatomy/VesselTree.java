package org.isocenter.dicom.phantom.anatomy;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** The branching vessels of one lung in three dimensions, from the hilum outwards, each a row of straight pieces. */
final class VesselTree {

    /** A straight piece of vessel: both ends and radius in millimetres. */
    record Piece(double ax, double ay, double az, double bx, double by, double bz, double radius) {

        /** Distance of a point to the piece, less its radius. */
        double distance(double x, double y, double z) {
            double dx = bx - ax;
            double dy = by - ay;
            double dz = bz - az;
            double along = ((x - ax) * dx + (y - ay) * dy + (z - az) * dz) / (dx * dx + dy * dy + dz * dz + 1e-9);
            double t = Math.min(1, Math.max(0, along));
            double ex = x - ax - t * dx;
            double ey = y - ay - t * dy;
            double ez = z - az - t * dz;
            return Math.sqrt(ex * ex + ey * ey + ez * ez) - radius * (1 - 0.3 * t);
        }

        boolean reaches(double z, double margin) {
            return z >= Math.min(az, bz) - margin && z <= Math.max(az, bz) + margin;
        }
    }

    private final List<Piece> pieces = new ArrayList<>();
    private final RandomGenerator random;

    /** Grows a tree from the hilum towards one side (-1 or +1 in x). */
    VesselTree(double hilumX, double hilumY, int side, RandomGenerator random) {
        this.random = random;
        for (int i = 0; i < 12; i++) {
            double turn = random.nextDouble(-1.35, 1.35);
            double rise = random.nextDouble(-1, 1);
            grow(hilumX, hilumY, random.nextDouble(-30, 30), side * Math.cos(turn), Math.sin(turn), rise, 4.2, 0);
        }
    }

    List<Piece> pieces() {
        return pieces;
    }

    private void grow(double x, double y, double z, double dx, double dy, double dz, double radius, int depth) {
        double length = random.nextDouble(13, 26) * Math.pow(0.88, depth);
        double norm = Math.sqrt(dx * dx + dy * dy + dz * dz);
        double bx = x + dx / norm * length;
        double by = y + dy / norm * length;
        double bz = z + dz / norm * length;
        pieces.add(new Piece(x, y, z, bx, by, bz, radius));
        if (depth < 5) {
            int branches = random.nextDouble() < 0.65 ? 2 : 1;
            for (int i = 0; i < branches; i++) {
                grow(
                        bx,
                        by,
                        bz,
                        dx / norm + 0.45 * random.nextGaussian(),
                        dy / norm + 0.45 * random.nextGaussian(),
                        dz / norm + 0.45 * random.nextGaussian(),
                        Math.max(0.9, radius * 0.74),
                        depth + 1);
            }
        }
    }
}
