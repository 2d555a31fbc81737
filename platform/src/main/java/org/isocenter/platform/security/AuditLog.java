package org.isocenter.platform.security;

import org.isocenter.platform.audit.AuditEntry;

/** Writes the audit trail in the name of the current actor. */
public interface AuditLog {

    /** Adds an event to the current transaction, or to one of its own where there is none. */
    void record(AuditEntry entry);

    /** Counts a look at images; looks of one actor at one study within a minute become one event. */
    void imageRead(AuditEntry entry);
}
