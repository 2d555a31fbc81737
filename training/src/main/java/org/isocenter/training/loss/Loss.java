package org.isocenter.training.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The loss of a batch, and what it is the sum of.
 *
 * @param value what is minimised: scalar, shape (), float32
 * @param terms by name, each a scalar with its weight in it, so that their sum is the value; empty where it is one term
 */
public record Loss(NDArray value, Map<String, NDArray> terms) {
    public Loss {
        terms = Collections.unmodifiableMap(new LinkedHashMap<>(terms));
    }

    /** A loss of one term. */
    public static Loss of(NDArray value) {
        return new Loss(value, Map.of());
    }

    /** The sum of terms, in their order. */
    public static Loss sum(Map<String, NDArray> terms) {
        return new Loss(terms.values().stream().reduce(NDArray::add).orElseThrow(), terms);
    }

    /** What a kernel gives: the value, then its terms. */
    static Loss of(NDList results, String... names) {
        Map<String, NDArray> terms = new LinkedHashMap<>();
        for (int i = 0; i < names.length; i++) {
            terms.put(names[i], results.get(i + 1));
        }
        return new Loss(results.head(), terms);
    }
}
