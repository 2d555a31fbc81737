package org.isocenter.dicom.phantom;

import java.security.SecureRandom;

/**
 * How much to generate.
 *
 * @param seed the same seed gives the same set, byte for byte
 * @param ctPatients patients with axial slices
 * @param dxPatients patients with radiographs
 * @param slices slices of a series
 * @param ctSize rows and columns of a slice
 * @param dxSize rows and columns of a radiograph
 * @param trouble instances of each planted kind, at least 0; wrong labels are twice as many
 */
public record PhantomPlan(long seed, int ctPatients, int dxPatients, int slices, int ctSize, int dxSize, int trouble) {

    public PhantomPlan {
        if (ctPatients < 0 || dxPatients < 0 || ctPatients + dxPatients < 12 || slices < 1) {
            throw new IllegalArgumentException("a set has at least 12 patients and 1 slice a series");
        }
        if (ctSize < 32 || dxSize < 32 || trouble < 0 || trouble > (ctPatients + dxPatients) / 4) {
            throw new IllegalArgumentException(
                    "pictures have at least 32 pixels a side; a kind of trouble at most one instance in four patients");
        }
    }

    /** What a demonstration of ten minutes on two cores can learn from: 78 patients, about 520 frames. */
    public static PhantomPlan standard(long seed) {
        return new PhantomPlan(seed, 60, 18, 7, 128, 192, 8);
    }

    /** The least that has every part of the whole, for tests. */
    public static PhantomPlan small(long seed) {
        return new PhantomPlan(seed, 15, 9, 2, 64, 64, 2);
    }

    /** A seed that differs from run to run, short enough to be typed again. */
    public static long freshSeed() {
        return 1L + new SecureRandom().nextInt(999_999);
    }
}
