package org.isocenter.cli.command;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.isocenter.cli.client.CohortCalls.Condition;
import org.isocenter.dicom.dataset.Dictionary;
import org.isocenter.dicom.dataset.Vr;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.jspecify.annotations.Nullable;

/**
 * Conditions as they are typed: {@code Modality=CT,MR}, {@code StudyDescription~*head*}, {@code Rows=256..512},
 * {@code StudyDate=20200101..}. Keywords are DICOM's, and say whether values are compared as numbers.
 */
final class Conditions {
    private static final Pattern FORM = Pattern.compile("(?<keyword>[A-Za-z0-9]+)(?<sign>[=~])(?<value>.+)");

    private Conditions() {}

    static Condition read(String text) {
        Matcher m = FORM.matcher(text);
        if (!m.matches()) {
            throw wrong("Expected a condition such as Modality=CT,MR or StudyDescription~*head* or Rows=256..512.");
        }
        String keyword = m.group("keyword");
        boolean numeric = isNumber(keyword);
        String value = m.group("value");
        if (m.group("sign").equals("~")) {
            return new Condition(keyword, numeric, null, value, null, null);
        }
        int dots = value.indexOf("..");
        return dots < 0
                ? new Condition(keyword, numeric, List.of(value.split(",", -1)), null, null, null)
                : new Condition(
                        keyword,
                        numeric,
                        null,
                        null,
                        limit(value.substring(0, dots)),
                        limit(value.substring(dots + 2)));
    }

    private static @Nullable String limit(String value) {
        return value.isBlank() ? null : value;
    }

    private static boolean isNumber(String keyword) {
        int tag = Dictionary.tag(keyword)
                .orElseThrow(() -> wrong("Expected a DICOM keyword such as BodyPartExamined, came " + keyword + "."));
        Vr vr = Dictionary.vr(tag);
        return vr == Vr.DS || vr == Vr.IS || !vr.isString();
    }

    private static PlatformException wrong(String sentence) {
        return new PlatformException(ErrorCode.BAD_REQUEST, sentence);
    }
}
