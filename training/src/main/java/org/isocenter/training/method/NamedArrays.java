package org.isocenter.training.method;

import ai.djl.ndarray.NDArray;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The arrays of several parts under one name each, such as {@code predictor.fc1.weight}. */
final class NamedArrays {
    private final Map<String, NDArray> all = new LinkedHashMap<>();

    NamedArrays with(String part, Map<String, NDArray> arrays) {
        arrays.forEach((name, array) -> all.put(part + "." + name, array));
        return this;
    }

    NamedArrays with(String name, NDArray array) {
        all.put(name, array);
        return this;
    }

    Map<String, NDArray> all() {
        return Collections.unmodifiableMap(all);
    }
}
