package org.isocenter.training.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import java.util.List;

/**
 * A computation over rows, taken a part of the rows at a time so that the intermediate values of one part alone are held (Gao et al. 2021, <a
 * href="https://arxiv.org/abs/2101.06983">arXiv:2101.06983</a>). While a gradient is recorded, each part is first computed without recording; what
 * follows, such as a contrastive loss, sees the results of all rows; and once their gradient is known, part after part is computed again and
 * differentiated. Where rows do not meet in the computation the gradients are those of all rows at once.
 */
public final class Parts {
    /** What is computed. */
    @FunctionalInterface
    public interface Computation {
        /**
         * The results of some rows.
         *
         * @param rows the same rows of every array; the result belongs to the manager of the first
         * @param again whether these rows were computed before, so that nothing but the result may change
         */
        NDArray of(List<NDArray> rows, boolean again);
    }

    /**
     * The results of all rows, at most so many at a time; they belong to the manager of the first array. While gradients are recorded, something that the
     * computation reads must want one.
     */
    public static NDArray compute(int most, List<NDArray> arrays, Computation computation) {
        long count = arrays.get(0).getShape().get(0);
        if (count <= most) {
            return computation.of(arrays, false);
        }
        NDArray results = Gradients.off(() -> apart(most, arrays, computation));
        Gradients.current().ifPresent(gradients -> {
            results.setRequiresGradient(true);
            gradients.afterwards(() -> again(most, arrays, computation, results));
        });
        return results;
    }

    private static NDArray apart(int most, List<NDArray> arrays, Computation computation) {
        NDManager manager = arrays.get(0).getManager();
        NDList results = new NDList();
        for (long start = 0; start < arrays.get(0).getShape().get(0); start += most) {
            try (NDManager part = manager.newSubManager()) {
                NDArray result = computation.of(rows(arrays, start, most, part), false);
                result.attach(manager);
                results.add(result);
            }
        }
        try (results) {
            return NDArrays.concat(results);
        }
    }

    private static void again(int most, List<NDArray> arrays, Computation computation, NDArray results) {
        NDManager manager = arrays.get(0).getManager();
        try (NDManager all = manager.newSubManager()) {
            NDArray gradient = results.getGradient();
            gradient.attach(all);
            for (long start = 0; start < results.getShape().get(0); start += most) {
                try (NDManager part = all.newSubManager()) {
                    NDArray result = computation.of(rows(arrays, start, most, part), true);
                    Gradients.differentiate(
                            result, rows(List.of(gradient), start, most, part).get(0));
                }
            }
        }
    }

    private static List<NDArray> rows(List<NDArray> arrays, long start, int most, NDManager owner) {
        long end = Math.min(arrays.get(0).getShape().get(0), start + most);
        return arrays.stream()
                .map(array -> {
                    NDArray some = array.get(new NDIndex().addSliceDim(start, end));
                    some.attach(owner);
                    return some;
                })
                .toList();
    }

    private Parts() {}
}
