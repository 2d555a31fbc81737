package org.isocenter.platform.rest;

import io.quarkus.arc.Arc;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.isocenter.platform.security.Actor;
import org.isocenter.platform.security.CurrentActor;
import org.isocenter.platform.security.Role;
import org.jspecify.annotations.Nullable;

/** The token's owner during a request; outside of one the process itself, or whoever was set for this thread. */
@ApplicationScoped
class TokenActor implements CurrentActor {
    private static final Actor PROCESS = Actor.service("isocenter");
    private static final Actor NOBODY = new Actor("anonymous", Set.of());

    private static final ThreadLocal<@Nullable Actor> LENT = new ThreadLocal<>();
    private final Instance<SecurityIdentity> identity;
    private final Instance<CurrentVertxRequest> http;

    TokenActor(Instance<SecurityIdentity> identity, Instance<CurrentVertxRequest> http) {
        this.identity = identity;
        this.http = http;
    }

    @Override
    public Actor get() {
        Actor other = LENT.get();
        if (other != null) {
            return other;
        }
        return isRequest() ? of(identity.get()) : PROCESS;
    }

    private boolean isRequest() {
        return Arc.container().requestContext().isActive()
                && (http.get().getCurrent() != null || !identity.get().isAnonymous());
    }

    private static Actor of(SecurityIdentity identity) {
        if (identity.isAnonymous()) {
            return NOBODY;
        }
        Set<Role> roles = Arrays.stream(Role.values())
                .filter(role -> identity.hasRole(role.token()))
                .collect(Collectors.toSet());
        return new Actor(identity.getPrincipal().getName(), roles);
    }

    @Override
    public <T> T as(Actor actor, Supplier<T> work) {
        Actor before = LENT.get();
        LENT.set(actor);
        try {
            return work.get();
        } finally {
            LENT.set(before);
        }
    }
}
