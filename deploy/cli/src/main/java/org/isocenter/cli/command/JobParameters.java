package org.isocenter.cli.command;

import java.util.LinkedHashMap;
import java.util.Map;
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

    Map<String, Object> values() {
        return values;
    }
}
