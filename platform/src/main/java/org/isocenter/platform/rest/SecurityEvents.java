package org.isocenter.platform.rest;

import io.quarkus.security.spi.runtime.AuthenticationFailureEvent;
import io.quarkus.security.spi.runtime.AuthorizationFailureEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.isocenter.platform.audit.AuditAction;
import org.isocenter.platform.audit.AuditEntry;
import org.isocenter.platform.audit.AuditOutcome;
import org.isocenter.platform.audit.AuditType;
import org.isocenter.platform.security.Actor;
import org.isocenter.platform.security.AuditLog;
import org.isocenter.platform.security.CurrentActor;

/** Puts refused tokens and refused calls into the audit trail. */
@ApplicationScoped
class SecurityEvents {
    private final AuditLog audit;
    private final CurrentActor actor;

    SecurityEvents(AuditLog audit, CurrentActor actor) {
        this.audit = audit;
        this.actor = actor;
    }

    void onRefusedToken(@ObservesAsync AuthenticationFailureEvent event) {
        record(new Actor("anonymous", Set.of()), AuditType.USER_AUTHENTICATION, "token");
    }

    void onRefusedCall(@ObservesAsync AuthorizationFailureEvent event) {
        String name = event.getSecurityIdentity().isAnonymous()
                ? "anonymous"
                : event.getSecurityIdentity().getPrincipal().getName();
        record(new Actor(name, Set.of()), AuditType.SECURITY_ALERT, "call");
    }

    private void record(Actor who, AuditType type, String object) {
        AuditEntry entry = new AuditEntry(
                type, AuditAction.EXECUTE, AuditOutcome.SERIOUS_FAILURE, Optional.empty(), "http", object, 1, Map.of());
        actor.as(who, () -> {
            audit.record(entry);
            return entry;
        });
    }
}
