package org.isocenter.training.view;

import java.util.random.RandomGenerator;

/**
 * The random source of one view, a pure function of (run seed, image, epoch, view), so that a run can be replayed and audited image by image.
 *
 * <p>SplitMix64 (Steele, Lea and Flood 2014), written out because a library may change its stream between versions.
 */
public final class ViewRandom implements RandomGenerator {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
    private static final double UNIFORM_SUM_SCALE = Math.sqrt(3) / (1 << 16);

    private long state;

    public ViewRandom(long seed) {
        this.state = seed;
    }

    /** The source for one view of one image in one epoch of one run. */
    public static ViewRandom of(long runSeed, String image, long epoch, int view) {
        long hash = mix(runSeed + GOLDEN_GAMMA);
        for (int i = 0; i < image.length(); i++) {
            hash = mix(hash ^ image.charAt(i));
        }
        return new ViewRandom(mix(mix(hash + epoch) ^ (view * GOLDEN_GAMMA)));
    }

    @Override
    public long nextLong() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /** True with the given probability. */
    boolean chance(double probability) {
        return nextDouble() < probability;
    }

    /** Uniform in [low, high). */
    double between(double low, double high) {
        return low + (high - low) * nextDouble();
    }

    /** Roughly normal, mean 0 and standard deviation 1, as the sum of four uniforms: one draw a pixel is all that noise needs. */
    float noise() {
        long bits = nextLong();
        long sum = (bits & 0xffff) + (bits >>> 16 & 0xffff) + (bits >>> 32 & 0xffff) + (bits >>> 48);
        return (float) ((sum - 2 * 0xffff) * UNIFORM_SUM_SCALE);
    }

    private static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
