package org.isocenter.server.rest;

import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.isocenter.server.config.ProcessRole;
import org.isocenter.server.config.ServerConfig;

/** Closes the paths of roles that this process does not have: they answer 404, as if they were not built in. */
@ApplicationScoped
class RoleFilter {
    private static final int BEFORE_ALL = -10_000;

    private final ServerConfig config;

    RoleFilter(ServerConfig config) {
        this.config = config;
    }

    void close(@Observes Router router) {
        closeUnless(ProcessRole.API, "/api/*", router);
        if (!config.roles().contains(ProcessRole.API)) {
            closeUnless(ProcessRole.DICOM, "/dicomweb/*", router);
        }
    }

    private void closeUnless(ProcessRole role, String path, Router router) {
        if (!config.roles().contains(role)) {
            router.route(path).order(BEFORE_ALL).handler(context -> context.fail(404));
        }
    }
}
