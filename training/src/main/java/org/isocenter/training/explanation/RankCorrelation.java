package org.isocenter.training.explanation;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.isocenter.training.view.Plane;

/** Spearman's correlation of two maps: how alike they order their places. */
final class RankCorrelation {

    /** -1 to 1, ties at their mean rank; 0 where a map has one value only and so says nothing. */
    static double of(Plane a, Plane b) {
        double[] x = ranks(a.values());
        double[] y = ranks(b.values());
        double middle = (x.length - 1) / 2.0;
        double product = 0;
        double xx = 0;
        double yy = 0;
        for (int i = 0; i < x.length; i++) {
            product += (x[i] - middle) * (y[i] - middle);
            xx += (x[i] - middle) * (x[i] - middle);
            yy += (y[i] - middle) * (y[i] - middle);
        }
        return xx == 0 || yy == 0 ? 0 : product / Math.sqrt(xx * yy);
    }

    private static double[] ranks(float[] values) {
        Integer[] order = IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> values[i]))
                .toArray(Integer[]::new);
        double[] ranks = new double[values.length];
        for (int start = 0; start < order.length; ) {
            int end = start + 1;
            while (end < order.length && values[order[end]] == values[order[start]]) {
                end++;
            }
            for (int i = start; i < end; i++) {
                ranks[order[i]] = (start + end - 1) / 2.0;
            }
            start = end;
        }
        return ranks;
    }

    private RankCorrelation() {}
}
