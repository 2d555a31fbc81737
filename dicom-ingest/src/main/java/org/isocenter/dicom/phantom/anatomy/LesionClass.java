package org.isocenter.dicom.phantom.anatomy;

import java.util.Locale;

/** What a phantom's lung shows; size and density are drawn alike for both lesions, so only form and texture tell. */
public enum LesionClass {
    NORMAL,
    SMOOTH,
    SPICULATED;

    /** The name in label files, for example {@code smooth}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
