package org.isocenter.dicom.burnedin;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Dictionary;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/**
 * What is done with the pixels of the objects that fit some conditions.
 *
 * @param name what the rule is called in a reason
 * @param when what an object's header must have
 * @param then what is done
 * @param areas the rectangles of {@link Then#BLANK}
 */
record PixelRule(String name, List<Condition> when, Then then, List<Area> areas) {

    /** What a rule does. */
    enum Then {
        PASS,
        HOLD,
        REGIONS,
        BLANK
    }

    /** A value of the header that must be like a pattern. */
    record Condition(int tag, Pattern pattern) {
        boolean fits(Dataset dataset) {
            return !dataset.items(tag).isEmpty()
                    || dataset.strings(tag).stream()
                            .anyMatch(value -> pattern.matcher(value.strip()).matches());
        }
    }

    boolean fits(Dataset dataset) {
        return when.stream().allMatch(condition -> condition.fits(dataset));
    }

    /** Reads a line of three cells. Fails with {@link ErrorCode#BAD_REQUEST} where it has not the form of a rule. */
    static PixelRule read(String line) {
        String[] cells = line.split("\t", -1);
        if (cells.length != 3) {
            throw malformed("expected a name, conditions and what is done, with tabs between", line);
        }
        String[] words = cells[2].strip().split(" +", -1);
        try {
            return new PixelRule(
                    cells[0].strip(),
                    Stream.of(cells[1].split(";", -1))
                            .map(condition -> condition(condition.strip()))
                            .toList(),
                    Then.valueOf(words[0].toUpperCase(Locale.ROOT)),
                    Stream.of(words).skip(1).map(PixelRule::area).toList());
        } catch (IllegalArgumentException e) {
            throw malformed("expected pass, hold, regions or blank with rectangles x0,y0,x1,y1", line);
        }
    }

    private static Condition condition(String text) {
        String[] sides = text.split("=", 2);
        int tag =
                Dictionary.tag(sides[0]).orElseThrow(() -> malformed("expected the keyword of an attribute", sides[0]));
        String wanted = sides.length == 1 ? "?*" : sides[1];
        return new Condition(tag, Pattern.compile(glob(wanted), Pattern.CASE_INSENSITIVE | Pattern.DOTALL));
    }

    /** A pattern of {@code *}, {@code ?} and {@code |} as a regular expression. */
    private static String glob(String text) {
        String quoted = Pattern.quote(text);
        return quoted.replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q").replace("|", "\\E|\\Q");
    }

    private static Area area(String text) {
        int[] sides =
                Arrays.stream(text.split(",", -1)).mapToInt(Integer::parseInt).toArray();
        if (sides.length != 4) {
            throw new IllegalArgumentException(text);
        }
        return new Area(sides[0], sides[1], sides[2], sides[3]);
    }

    private static PlatformException malformed(String expected, String got) {
        return new PlatformException(
                ErrorCode.BAD_REQUEST, "In the rules for pixels, %s; \"%s\" is not that.".formatted(expected, got));
    }
}
