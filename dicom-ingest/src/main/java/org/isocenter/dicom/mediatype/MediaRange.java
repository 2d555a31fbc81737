package org.isocenter.dicom.mediatype;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A media type or a range of them with parameters, such as {@code multipart/related; type="application/dicom"; transfer-syntax=*}.
 *
 * @param type type and subtype in lower case; either may be {@code *}
 * @param parameters by name in lower case, without the weight
 * @param quality the weight, 0 to 1
 */
public record MediaRange(String type, Map<String, String> parameters, double quality) {
    public static final String ANY = "*/*";
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z/-]+";
    private static final Pattern RANGE = Pattern.compile("\\G[\\s,]*(" + TOKEN + ")((?:\\s*;\\s*" + TOKEN
            + "\\s*=\\s*(?:" + TOKEN + "|\"[^\"]*\"))*)\\s*;?\\s*(?=,|$)");
    private static final Pattern PARAMETER =
            Pattern.compile(";\\s*(" + TOKEN + ")\\s*=\\s*(?:\"([^\"]*)\"|(" + TOKEN + "))");

    public MediaRange {
        parameters = Map.copyOf(parameters);
    }

    /** The ranges of a header in its order; what is not of the form ends the list. */
    static List<MediaRange> list(String header) {
        List<MediaRange> ranges = new ArrayList<>();
        Matcher range = RANGE.matcher(header);
        while (range.find()) {
            ranges.add(of(range.group(1), range.group(2)));
        }
        return ranges;
    }

    /** The media type of a body; empty where it is not of the form. */
    public static Optional<MediaRange> parse(String contentType) {
        return list(contentType).stream().findFirst();
    }

    private static MediaRange of(String type, String rest) {
        Map<String, String> parameters = new LinkedHashMap<>();
        Matcher parameter = PARAMETER.matcher(rest);
        while (parameter.find()) {
            String quoted = parameter.group(2);
            parameters.put(
                    parameter.group(1).toLowerCase(Locale.ROOT), quoted == null ? parameter.group(3) : quoted.strip());
        }
        String weight = parameters.remove("q");
        return new MediaRange(type.toLowerCase(Locale.ROOT), parameters, weight == null ? 1 : quality(weight));
    }

    private static double quality(String weight) {
        return weight.matches("[01](\\.\\d{0,3})?") ? Math.min(1, Double.parseDouble(weight)) : 0;
    }

    /** A parameter's value. */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /** Whether a media type without parameters is in this range. */
    public boolean covers(String mediaType) {
        return covers(type, mediaType);
    }

    /** Whether a media type without parameters is in a range such as {@code image/*}. */
    static boolean covers(String range, String mediaType) {
        return range.equals(ANY)
                || range.equals(mediaType)
                || ((range.endsWith("/*") || range.endsWith("/"))
                        && mediaType.startsWith(range.substring(0, range.indexOf('/') + 1)));
    }

    /** How closely a range names a type: parameters count less than the subtype, this less than the type. */
    int precision() {
        int words = type.equals(ANY) ? 0 : type.endsWith("/*") ? 1 : 2;
        return 16 * words + parameters.size();
    }
}
