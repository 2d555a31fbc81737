package org.isocenter.training.finetune;

import java.util.Arrays;
import java.util.Map;
import org.isocenter.training.probe.KnnProbe;
import org.isocenter.training.weights.Tensor;
import org.isocenter.training.weights.Weights;

/**
 * Brings features to length 1 around their mean, so that likeness is an angle (SimpleShot, Wang et al. 2019,
 * <a href="https://arxiv.org/abs/1911.04623">arXiv:1911.04623</a>). The mean needs no label.
 *
 * @param mean one per feature
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record UnitFeatures(float[] mean) {
    private static final String MEAN = "mean";

    static UnitFeatures around(double[][] rows) {
        double[] sum = new double[rows[0].length];
        for (double[] row : rows) {
            for (int j = 0; j < sum.length; j++) {
                sum[j] += row[j];
            }
        }
        float[] mean = new float[sum.length];
        for (int j = 0; j < mean.length; j++) {
            mean[j] = (float) (sum[j] / rows.length);
        }
        return new UnitFeatures(mean);
    }

    static UnitFeatures of(Weights weights) {
        return new UnitFeatures(weights.get(MEAN).values());
    }

    Weights weights() {
        return new Weights(Map.of(MEAN, new Tensor(new long[] {mean.length}, mean)));
    }

    double[][] apply(double[][] rows) {
        return KnnProbe.normalised(Arrays.stream(rows).map(this::centred).toArray(double[][]::new));
    }

    private double[] centred(double[] row) {
        double[] centred = new double[row.length];
        Arrays.setAll(centred, j -> row[j] - mean[j]);
        return centred;
    }
}
