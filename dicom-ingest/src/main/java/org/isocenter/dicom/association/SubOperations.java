package org.isocenter.dicom.association;

import java.util.ArrayList;
import java.util.List;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.dataset.Vr;

/** How far a C-GET or C-MOVE has come (PS3.4 C.4.2.1.6 to C.4.2.1.9). */
final class SubOperations {
    private int remaining;
    private int completed;
    private int warned;
    private final List<String> failed = new ArrayList<>();

    SubOperations(int all) {
        remaining = all;
    }

    /** Counts one that has ended. */
    void ended(String sopInstance, int status) {
        remaining--;
        if (status == Dimse.SUCCESS) {
            completed++;
        } else if ((status & 0xf000) == 0xB000) {
            warned++;
        } else {
            failed.add(sopInstance);
        }
    }

    /** Writes the counts into a reply; a pending or cancelled one says how many remain. */
    void writeTo(Dataset reply, boolean withRemaining) {
        if (withRemaining) {
            Dimse.us(reply, Dimse.REMAINING, remaining);
        }
        Dimse.us(reply, Dimse.COMPLETED, completed);
        Dimse.us(reply, Dimse.FAILED, failed.size());
        Dimse.us(reply, Dimse.WARNED, warned);
    }

    /** The status at the end: success, some failed, or all failed. */
    int status() {
        if (failed.isEmpty()) {
            return Dimse.SUCCESS;
        }
        return completed + warned > 0 ? Dimse.SOME_FAILED : Dimse.SUB_OPERATIONS_FAILED;
    }

    /** The identifier that names what failed; empty where nothing did. */
    Dataset failures() {
        Dataset identifier = new Dataset();
        if (!failed.isEmpty()) {
            identifier.set(Tag.FAILED_SOP_INSTANCE_UID_LIST, Vr.UI, failed.toArray(String[]::new));
        }
        return identifier;
    }
}
