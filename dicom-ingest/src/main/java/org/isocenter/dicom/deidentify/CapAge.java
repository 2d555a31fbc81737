package org.isocenter.dicom.deidentify;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Element;

/** K of an age: it stays, but all ages above 89 years are one class, 090Y (45 CFR 164.514(b)(2)(i)(C)). */
record CapAge() implements Action {
    private static final Pattern AGE = Pattern.compile("(\\d{1,4})([DWMY])");
    private static final int OLDEST = 89;

    @Override
    public void apply(Dataset dataset, Element element, Subject subject) {
        String[] ages = dataset.strings(element.tag()).stream().map(CapAge::cap).toArray(String[]::new);
        dataset.set(element.tag(), element.vr(), ages);
    }

    private static String cap(String age) {
        Matcher m = AGE.matcher(age.strip());
        if (!m.matches()) {
            return "";
        }
        return years(Integer.parseInt(m.group(1)), m.group(2)) > OLDEST ? "090Y" : age.strip();
    }

    private static int years(int number, String unit) {
        return switch (unit) {
            case "Y" -> number;
            case "M" -> number / 12;
            case "W" -> number / 52;
            default -> number / 365;
        };
    }

    @Override
    public String code() {
        return "K";
    }
}
