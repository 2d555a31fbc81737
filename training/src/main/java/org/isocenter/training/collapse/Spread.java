package org.isocenter.training.collapse;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.isocenter.training.kernel.Gradients;
import org.isocenter.training.kernel.Kernel;

/**
 * How much of their space representations fill, in double precision. Compare only networks of one width and method, on the same images, best four
 * times as many as the width.
 *
 * @param featureStd mean over features of the standard deviation (unbiased) of representations of length 1; near {@code 1 / √D} where all is well, 0
 *     where all are the same
 * @param effectiveRank RankMe (Garrido et al. 2023, <a href="https://arxiv.org/abs/2210.02885">arXiv:2210.02885</a>): the exponential of the entropy of
 *     {@code p = s / Σ s + 1e-7} over singular values s; between 1 and about D
 * @param centredEffectiveRank the same after the mean is taken away: a single large mean vector does not hide what is left
 * @param uniformity logarithm of the mean of {@code exp(-2 d²)} over pairs at distance d on the sphere (Wang and Isola 2020,
 *     <a href="https://arxiv.org/abs/2005.10242">arXiv:2005.10242</a>); -2 to -4 where all is well, 0 where all are the same
 */
public record Spread(double featureStd, double effectiveRank, double centredEffectiveRank, double uniformity) {

    /** The spread of at least two representations, (N, D). */
    public static Spread of(NDArray representations) {
        if (representations.getShape().dimension() != 2
                || representations.getShape().get(0) < 2) {
            throw new IllegalArgumentException(
                    "expected representations of shape (N, D) with N of 2 or more, came " + representations.getShape());
        }
        try (NDManager own = representations.getManager().newSubManager()) {
            double[] values = Gradients.off(() -> {
                NDArray ours = representations.duplicate();
                ours.attach(own);
                return Kernel.of("collapse", ours.getDevice())
                        .run(Kernel.Arguments.of(ours))
                        .singletonOrThrow()
                        .toDoubleArray();
            });
            return new Spread(values[0], values[1], values[2], values[3]);
        }
    }

    /** The spread of rows of one width. */
    public static Spread of(double[][] rows, NDManager manager) {
        int width = rows.length == 0 ? 0 : rows[0].length;
        double[] values = new double[rows.length * width];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, values, i * width, width);
        }
        try (NDManager own = manager.newSubManager()) {
            return of(own.create(values, new Shape(rows.length, width)));
        }
    }
}
