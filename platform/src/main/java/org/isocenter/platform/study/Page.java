package org.isocenter.platform.study;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A part of a long answer.
 *
 * @param items in a stable order
 * @param next the cursor to ask for the following page; empty at the end
 */
public record Page<T>(List<T> items, Optional<String> next) {
    public Page {
        items = List.copyOf(items);
    }

    public <R> Page<R> map(Function<T, R> mapping) {
        return new Page<>(items.stream().map(mapping).toList(), next);
    }
}
