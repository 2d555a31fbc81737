package org.isocenter.platform.card;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.isocenter.platform.model.MetricValue;
import org.isocenter.platform.page.Figure;
import org.jspecify.annotations.Nullable;

/** How names and numbers of a card are said. */
final class Wording {
    private static final Map<String, String> KNOWN = Map.of(
            "auroc", "AUROC",
            "iou", "IoU",
            "dice", "Dice",
            "brier", "Brier score",
            "ece", "calibration error",
            "f1", "F1",
            "imagenet", "ImageNet",
            "mcc", "Matthews correlation");

    private Wording() {}

    /** {@code balancedAccuracy} and {@code MULTI_LABEL} in words. */
    static String words(String name) {
        String known = KNOWN.get(name.toLowerCase(Locale.ROOT));
        if (known != null) {
            return known;
        }
        String spaced = name.equals(name.toUpperCase(Locale.ROOT))
                ? name.replace('_', ' ')
                : name.replaceAll("(?<=[a-z])(?=[A-Z0-9])|(?<=[0-9])(?=[A-Z])", " ");
        return spaced.toLowerCase(Locale.ROOT);
    }

    static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    /** Counts by name as a list; anything else as it is. */
    static String plain(Object value) {
        return value instanceof Map<?, ?> counts
                ? counts.entrySet().stream()
                        .map(each -> each.getKey() + " " + each.getValue())
                        .sorted()
                        .collect(Collectors.joining(", "))
                : value.toString();
    }

    /** A figure with its interval; a dash where there is none. */
    static String figure(@Nullable MetricValue value) {
        return value == null ? "–" : number(value.value()) + " (" + interval(value) + ")";
    }

    static String interval(MetricValue value) {
        return number(value.low()) + "–" + number(value.high());
    }

    /** Shares as in papers; what is larger, such as a distance in millimetres, with the digits that count. */
    static String number(double value) {
        return Math.abs(value) <= 1 ? Figure.share(value) : Figure.digits(value);
    }
}
