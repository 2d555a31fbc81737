package org.isocenter.platform.error;

import org.jspecify.annotations.Nullable;

/** Describes a fault for the log: classes and places, and only those messages that we wrote ourselves. */
public final class Faults {
    private static final int PLACES = 12;

    private Faults() {}

    /** The chain of causes, each by its class, a message of ours and its first places. */
    public static String describe(Throwable failure) {
        StringBuilder text = new StringBuilder();
        for (@Nullable Throwable each = failure; each != null; each = each.getCause()) {
            text.append(text.isEmpty() ? "" : "\n  caused by ")
                    .append(each.getClass().getName());
            if (each instanceof PlatformException) {
                text.append(": ").append(each.getMessage());
            }
            StackTraceElement[] trace = each.getStackTrace();
            for (int i = 0; i < Math.min(PLACES, trace.length); i++) {
                text.append("\n    at ").append(trace[i]);
            }
        }
        return text.toString();
    }
}
