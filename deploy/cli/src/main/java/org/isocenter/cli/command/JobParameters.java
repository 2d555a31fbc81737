package org.isocenter.cli.command;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Parameters of a job in the making; what was not given is left to the server's defaults. */
final class JobParameters {
    private final Map<String, Object> values = new LinkedHashMap<>();

    JobParameters with(String name, @Nullable Object value) {
        if (value != null) {
            values.put(name, value);
        }
        return this;
    }

    /**
     * A parameter that is found by what was typed.
     *
     * @param word what was typed; null where nothing was
     * @param find what it stands for, asked only where there is a word
     */
    <T> JobParameters with(String name, @Nullable T word, Function<T, ?> find) {
        return word == null ? this : with(name, find.apply(word));
    }

    Map<String, Object> values() {
        return values;
    }
}
