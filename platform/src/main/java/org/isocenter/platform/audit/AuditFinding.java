package org.isocenter.platform.audit;

/**
 * One thing that is wrong with a trail.
 *
 * @param kind what was done to it
 * @param sequence the place: the number of the first event concerned; 0 for the roots themselves
 * @param sentence for the auditor
 */
public record AuditFinding(Kind kind, long sequence, String sentence) {

    /** What was done to a trail. */
    public enum Kind {
        UNREADABLE,
        EDITED,
        DELETED,
        INSERTED,
        SWAPPED,
        CUT_TAIL,
        ROLLED_BACK,
        REWRITTEN,
        BAD_ROOT
    }
}
