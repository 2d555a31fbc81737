package org.isocenter.dicom.burnedin;

/**
 * A region brighter than all that touches it: a letter, or anything else of a letter's size.
 *
 * @param area where it lies
 * @param level the level above which it has this extent
 * @param floor the level at which it grows beyond it
 */
record Glyph(Area area, int level, int floor) {

    /** How far it stands out, 0 to 255. */
    int contrast() {
        return level - floor;
    }
}
