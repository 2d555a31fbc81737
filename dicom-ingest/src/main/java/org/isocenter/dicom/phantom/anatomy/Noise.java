package org.isocenter.dicom.phantom.anatomy;

/** Smooth noise over space: value noise on a lattice with cubic steps, summed over octaves. Same seed, same noise. */
final class Noise {
    private final long seed;

    Noise(long seed) {
        this.seed = seed;
    }

    /** Sum of octaves, each twice as fine and half as strong; about -1 to 1. */
    double fractal(double x, double y, double z, int octaves) {
        double sum = 0;
        double weight = 0.5;
        double scale = 1;
        for (int octave = 0; octave < octaves; octave++) {
            sum += weight * at(x * scale, y * scale, z * scale + 17.3 * octave);
            weight /= 2;
            scale *= 2;
        }
        return 2 * sum;
    }

    /** One octave at a point, -1 to 1. */
    double at(double x, double y, double z) {
        long ix = (long) Math.floor(x);
        long iy = (long) Math.floor(y);
        long iz = (long) Math.floor(z);
        double fx = Shape.ease(x - ix);
        double fy = Shape.ease(y - iy);
        double fz = Shape.ease(z - iz);
        return mix(plane(ix, iy, iz, fx, fy), plane(ix, iy, iz + 1, fx, fy), fz);
    }

    private double plane(long ix, long iy, long iz, double fx, double fy) {
        double top = mix(corner(ix, iy, iz), corner(ix + 1, iy, iz), fx);
        double bottom = mix(corner(ix, iy + 1, iz), corner(ix + 1, iy + 1, iz), fx);
        return mix(top, bottom, fy);
    }

    /** A hash of the lattice point (the finaliser of SplittableRandom), -1 to 1. */
    private double corner(long ix, long iy, long iz) {
        long h = seed + ix * 0x9E3779B97F4A7C15L + iy * 0xC2B2AE3D27D4EB4FL + iz * 0x165667B19E3779F9L;
        h = (h ^ (h >>> 30)) * 0xBF58476D1CE4E5B9L;
        h = (h ^ (h >>> 27)) * 0x94D049BB133111EBL;
        return ((h ^ (h >>> 31)) >> 11) / (double) (1L << 52);
    }

    private static double mix(double a, double b, double t) {
        return a + (b - a) * t;
    }
}
