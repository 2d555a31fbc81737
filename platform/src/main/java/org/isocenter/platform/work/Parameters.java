package org.isocenter.platform.work;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.study.FrameId;
import org.isocenter.platform.study.SopInstanceUid;
import org.jspecify.annotations.Nullable;

/**
 * Reads the parameters of a job one by one. A wrong one is refused with {@code INVALID_PLAN}, naming the parameter, what it may be and what it is; so is
 * one that nobody asked for.
 */
public final class Parameters {
    private static final int LONGEST_SHOWN = 60;

    private final Map<String, Object> values;
    private final Set<String> known = new TreeSet<>();

    public Parameters(Map<String, Object> values) {
        this.values = values;
    }

    public UUID id(String name) {
        return optionalId(name).orElseThrow(() -> wrong(name, "must be given: an identifier", null));
    }

    public Optional<UUID> optionalId(String name) {
        return value(name).map(value -> {
            try {
                return UUID.fromString(value.toString());
            } catch (IllegalArgumentException e) {
                throw wrong(name, "must be an identifier (UUID)", value);
            }
        });
    }

    /** A name for people, 1 to 128 characters. */
    public String name(String name) {
        Object value = value(name).orElse("");
        if (!(value instanceof String text) || text.isBlank() || text.length() > 128) {
            throw wrong(name, "must be a text of 1 to 128 characters", value);
        }
        return text;
    }

    /** A text of 1 to 64 characters, where it is given. */
    public Optional<String> text(String name) {
        return value(name).map(value -> text(name, value));
    }

    /** Texts of 1 to 64 characters; one may be given alone. */
    public List<String> texts(String name) {
        Object value = value(name).orElse(List.of());
        List<?> items = value instanceof List<?> list ? list : List.of(value);
        return items.stream().map(item -> text(name, item)).toList();
    }

    private static String text(String name, Object value) {
        if (!(value instanceof String text) || text.isBlank() || text.length() > 64) {
            throw wrong(name, "must be a text of 1 to 64 characters", value);
        }
        return text;
    }

    /** A day, where it is given. */
    public Optional<LocalDate> date(String name) {
        return value(name).map(value -> {
            try {
                return LocalDate.parse(value.toString());
            } catch (DateTimeParseException e) {
                throw wrong(name, "must be a date such as 2026-03-31", value);
            }
        });
    }

    public Optional<String> oneOf(String name, List<String> choices) {
        return value(name).map(value -> {
            if (!(value instanceof String text) || !choices.contains(text)) {
                throw wrong(name, "must be one of " + choices, value);
            }
            return text;
        });
    }

    /** Some of the choices, each once; empty where the parameter is not given. */
    public List<String> someOf(String name, List<String> choices) {
        List<?> wanted = list(name).orElse(List.of());
        if (!choices.containsAll(wanted) || new HashSet<>(wanted).size() != wanted.size()) {
            throw wrong(name, "must be a list of some of " + choices, wanted);
        }
        return wanted.stream().map(Object::toString).toList();
    }

    public int integer(String name, int from, int to, int otherwise) {
        return optionalInteger(name, from, to).orElse(otherwise);
    }

    public Optional<Integer> optionalInteger(String name, int from, int to) {
        return value(name).map(value -> {
            if (!isWhole(value) || ((Number) value).longValue() < from || ((Number) value).longValue() > to) {
                throw wrong(name, "must be a whole number of %d to %d".formatted(from, to), value);
            }
            return ((Number) value).intValue();
        });
    }

    public long seed(String name) {
        return value(name)
                .map(value -> {
                    if (!isWhole(value) || ((Number) value).longValue() < 0) {
                        throw wrong(name, "must be a whole number of at least 0", value);
                    }
                    return ((Number) value).longValue();
                })
                .orElse(0L);
    }

    public Optional<Double> number(String name, double from, double to) {
        return value(name).map(value -> {
            if (!(value instanceof Number number) || !(number.doubleValue() >= from && number.doubleValue() <= to)) {
                throw wrong(name, "must be a number of %s to %s".formatted(from, to), value);
            }
            return number.doubleValue();
        });
    }

    public boolean flag(String name, boolean otherwise) {
        Object value = value(name).orElse(otherwise);
        if (!(value instanceof Boolean flag)) {
            throw wrong(name, "must be true or false", value);
        }
        return flag;
    }

    /** Frames as {@code [{sopInstanceUid, frame}]}; at least one where they are given. */
    public Optional<Set<FrameId>> frames(String name) {
        return list(name).map(items -> {
            Set<FrameId> frames = new HashSet<>();
            items.forEach(item -> frames.add(frame(name, item)));
            if (frames.isEmpty()) {
                throw wrong(name, "must be a list of at least one frame", items);
            }
            return Set.copyOf(frames);
        });
    }

    private static FrameId frame(String name, Object item) {
        if (item instanceof Map<?, ?> map
                && Set.of("sopInstanceUid", "frame").containsAll(map.keySet())
                && map.get("sopInstanceUid") instanceof String uid) {
            Object frame = map.containsKey("frame") ? map.get("frame") : 0;
            try {
                return new FrameId(new SopInstanceUid(uid), Integer.parseInt(String.valueOf(frame)));
            } catch (IllegalArgumentException e) {
                throw wrong(name, "must hold legal UIDs, and frames counted from 0", frame);
            }
        }
        throw wrong(name, "must be a list of {sopInstanceUid, frame}", item);
    }

    /** Refuses what was not asked for. */
    public void nothingElse() {
        values.keySet().stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new PlatformException(
                            ErrorCode.INVALID_PLAN,
                            "there is no parameter \"%s\"; there are %s".formatted(shown(name), known));
                });
    }

    /** Refuses a parameter that is well formed but does not fit. */
    public static PlatformException wrong(String name, String expected, @Nullable Object value) {
        String came = value == null ? "it is missing" : "it is " + shown(value);
        return new PlatformException(ErrorCode.INVALID_PLAN, "%s %s; %s".formatted(name, expected, came));
    }

    private Optional<List<?>> list(String name) {
        return value(name).map(value -> {
            if (!(value instanceof List<?> items)) {
                throw wrong(name, "must be a list", value);
            }
            return items;
        });
    }

    private Optional<Object> value(String name) {
        known.add(name);
        return Optional.ofNullable(values.get(name));
    }

    private static boolean isWhole(Object value) {
        return value instanceof Integer || value instanceof Long;
    }

    private static String shown(Object value) {
        String text = value.toString();
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "...";
    }
}
