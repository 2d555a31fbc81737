package org.isocenter.platform.audit;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What happened, before time and actor are added.
 *
 * @param type Event Identification
 * @param action Event Action Code
 * @param outcome Event Outcome Indicator
 * @param project where, if in a project
 * @param objectType Participant Object: what kind of thing, such as {@code study}
 * @param objectId which one; never an identity
 * @param count how many things, at least 1
 * @param detail further words; never an identity
 */
public record AuditEntry(
        AuditType type,
        AuditAction action,
        AuditOutcome outcome,
        Optional<UUID> project,
        String objectType,
        String objectId,
        long count,
        Map<String, String> detail) {
    public AuditEntry {
        if (count < 1) {
            throw new IllegalArgumentException("an audit event is about at least one thing");
        }
        detail = Map.copyOf(detail);
    }

    /** Something in a project succeeded. */
    public static AuditEntry of(AuditType type, AuditAction action, UUID project, String objectType, String objectId) {
        return new AuditEntry(
                type, action, AuditOutcome.SUCCESS, Optional.of(project), objectType, objectId, 1, Map.of());
    }

    public AuditEntry with(String key, String value) {
        Map<String, String> more = new TreeMap<>(detail);
        more.put(key, value);
        return new AuditEntry(type, action, outcome, project, objectType, objectId, count, more);
    }

    public AuditEntry times(long count) {
        return new AuditEntry(type, action, outcome, project, objectType, objectId, count, detail);
    }

    public AuditEntry failed() {
        return new AuditEntry(type, action, AuditOutcome.SERIOUS_FAILURE, project, objectType, objectId, count, detail);
    }
}
