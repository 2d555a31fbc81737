package org.isocenter.platform.imaging;

/** Side of the body shown (PS3.3 C.7.3.1, C.8.11.7). */
public enum Laterality {
    LEFT,
    RIGHT,
    BOTH,
    UNSPECIFIED
}
