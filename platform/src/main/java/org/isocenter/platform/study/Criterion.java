package org.isocenter.platform.study;

import java.util.List;
import java.util.Optional;

/** One condition on an instance; all conditions of a query must hold. */
public sealed interface Criterion permits Criterion.OneOf, Criterion.Like, Criterion.Between {

    HeaderKey key();

    /** The value, or one of the values, equals one of these; at least one is given. */
    record OneOf(HeaderKey key, List<String> values) implements Criterion {
        public OneOf {
            values = List.copyOf(values);
            if (values.isEmpty()) {
                throw new IllegalArgumentException("name at least one value for " + key.keyword());
            }
        }
    }

    /** The value matches a pattern with {@code *} and {@code ?}, ignoring case (PS3.4 C.2.2.2.4). */
    record Like(HeaderKey key, String pattern) implements Criterion {}

    /** The value lies between the limits, both included; one may be open. Dates are YYYYMMDD. */
    record Between(HeaderKey key, Optional<String> low, Optional<String> high) implements Criterion {
        public Between {
            if (low.isEmpty() && high.isEmpty()) {
                throw new IllegalArgumentException("give at least one limit for " + key.keyword());
            }
        }
    }

    static Criterion is(HeaderKey key, String value) {
        return new OneOf(key, List.of(value));
    }
}
