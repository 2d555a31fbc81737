package org.isocenter.platform.persistence;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.Flyway;
import org.isocenter.platform.config.PlatformConfig;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/** Brings the schema to this program's version in the role {@code api}; in any other role waits until it is there. */
@ApplicationScoped
class Schema {
    private static final Duration POLL = Duration.ofMillis(200);

    private final Flyway flyway;
    private final PlatformConfig config;
    private final Set<String> roles;
    private volatile boolean ready;

    Schema(
            Flyway flyway,
            PlatformConfig config,
            @ConfigProperty(name = "isocenter.roles", defaultValue = "api,dicom,worker") Set<String> roles) {
        this.flyway = flyway;
        this.config = config;
        this.roles = roles;
    }

    /** Before every other observer of the start, for they may read tables. */
    void onStart(@Observes @Priority(1) StartupEvent event) {
        if (roles.contains("api")) {
            flyway.migrate();
        } else {
            await();
        }
        ready = true;
    }

    boolean isReady() {
        return ready;
    }

    private void await() {
        Instant end = Instant.now().plus(config.schemaWait());
        while (flyway.info().pending().length > 0) {
            if (Instant.now().isAfter(end)) {
                throw new PlatformException(
                        ErrorCode.START_FAILED,
                        "the schema is older than this program; start a process with the role api first");
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }
}
