package org.isocenter.platform.rest;

import java.util.List;
import java.util.function.Function;
import org.isocenter.platform.study.Page;
import org.jspecify.annotations.Nullable;

/** A page of an answer; {@code next} is the cursor for the following one, null at the end. */
public record PageResponse<T>(List<T> items, @Nullable String next) {

    public static <S, T> PageResponse<T> of(Page<S> page, Function<S, T> mapping) {
        return new PageResponse<>(
                page.items().stream().map(mapping).toList(), page.next().orElse(null));
    }
}
