package org.isocenter.platform.imaging;

/** What a rescaled pixel value measures. */
public enum ValueUnit {
    HOUNSFIELD,
    ARBITRARY,
    DISPLAY
}
