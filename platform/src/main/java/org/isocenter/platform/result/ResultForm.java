package org.isocenter.platform.result;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The DICOM objects that a result can become. */
public enum ResultForm {
    /** A binary Segmentation (PS3.3 A.51). */
    SEGMENTATION("seg"),
    /** A fractional Segmentation: how probable each class is at each pixel. */
    FRACTIONAL_SEGMENTATION("seg-fractional"),
    /** A Comprehensive SR after TID 1500: probabilities, and for masks their measures, which refer to a Segmentation. */
    REPORT("sr");

    private final String word;

    ResultForm(String word) {
        this.word = word;
    }

    /** As a request names it. */
    public String word() {
        return word;
    }

    /** The form that a request names; empty where there is none of that name. */
    public static Optional<ResultForm> of(String word) {
        return Arrays.stream(values()).filter(form -> form.word.equals(word)).findFirst();
    }

    /** All names. */
    public static List<String> words() {
        return Arrays.stream(values()).map(ResultForm::word).toList();
    }
}
