package org.isocenter.dicom.reconcile;

import java.util.Optional;
import org.isocenter.platform.project.ProjectId;

/**
 * One thing that does not fit.
 *
 * @param kind what is wrong with it
 * @param project whose it is, where that is known
 * @param name which one: a blob's or object's name, or a UID after remapping; never anything of the input
 * @param repaired whether it is put right; the rest is for a person to repair
 */
public record Finding(Kind kind, Optional<ProjectId> project, String name, boolean repaired) {

    /** What may be wrong. */
    public enum Kind {
        /** A stored object that no row names, as a crash between store and index leaves it; it is deleted. */
        UNNAMED_BLOB,
        /** A row that names an object which the store has not; restore the store from its backup, or send the source again. */
        MISSING_BLOB,
        /** A file that a killed process left half written; it is deleted. */
        HALF_WRITTEN,
        /** An object in the spool whose project is gone; it is deleted. */
        STRAY_OBJECT,
        /** An object in quarantine without its reason, or a reason without its object, or one whose project is gone; it is deleted. */
        STRAY_HELD,
        /** An object that was acknowledged and is neither stored nor waiting; its source must send it again. */
        LOST_OBJECT,
        /** The note of an object that came to its end just before a crash; it is deleted. */
        ENDED_OBJECT,
        /** A deletion that was interrupted; it is carried on to its end. */
        INTERRUPTED_PURGE
    }
}
