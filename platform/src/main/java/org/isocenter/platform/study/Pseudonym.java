package org.isocenter.platform.study;

import java.util.regex.Pattern;

/**
 * The stand-in for a patient within one project; the same patient always gets the same one.
 *
 * @param value 1 to 64 letters, digits or dashes
 */
public record Pseudonym(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9-]{1,64}");

    public Pseudonym {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a pseudonym has 1 to 64 letters, digits or dashes");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
