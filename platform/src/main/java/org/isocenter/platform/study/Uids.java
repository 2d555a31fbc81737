package org.isocenter.platform.study;

import java.util.regex.Pattern;

/** The form of a DICOM unique identifier (PS3.5 section 9.1); the value itself is never repeated in a message. */
final class Uids {
    private static final Pattern FORM = Pattern.compile("(0|[1-9][0-9]*)(\\.(0|[1-9][0-9]*))*");

    private Uids() {}

    static boolean isLegal(String value) {
        return value.length() <= 64 && FORM.matcher(value).matches();
    }

    static void check(String value) {
        if (!isLegal(value)) {
            throw new IllegalArgumentException("a UID has at most 64 digits and dots and no leading zeros");
        }
    }
}
