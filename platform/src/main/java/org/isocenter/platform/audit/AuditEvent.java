package org.isocenter.platform.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * One event of the trail (PS3.15 A.5).
 *
 * @param id its identifier
 * @param at Event Date/Time, whole microseconds
 * @param actor User ID of the active participant
 * @param actorRoles Role ID Codes, comma-separated and sorted
 * @param source Audit Source ID: the process that saw it
 * @param entry what happened
 */
public record AuditEvent(UUID id, Instant at, String actor, String actorRoles, String source, AuditEntry entry) {
    public AuditEvent {
        at = at.truncatedTo(ChronoUnit.MICROS);
    }
}
