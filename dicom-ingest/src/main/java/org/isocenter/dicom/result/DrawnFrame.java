package org.isocenter.dicom.result;

import org.isocenter.platform.result.DrawnMask;

/** A frame and what was drawn on it. */
record DrawnFrame(SourceFrame source, DrawnMask mask) {

    /** Whether anything of a class, counted from 1, was drawn. */
    boolean shows(int label) {
        for (byte value : mask.classes()) {
            if ((value & 0xff) == label) {
                return true;
            }
        }
        return false;
    }
}
