package org.isocenter.platform.persistence;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.isocenter.platform.schedule.Schedules;

/** Moves schedules on at intervals, in the role {@code api}; several processes may do so side by side. */
@ApplicationScoped
public class ScheduleTick {
    private final Schedules schedules;
    private final Set<String> roles;

    ScheduleTick(
            Schedules schedules,
            @ConfigProperty(name = "isocenter.roles", defaultValue = "api,dicom,worker") Set<String> roles) {
        this.schedules = schedules;
        this.roles = roles;
    }

    @Scheduled(
            every = "${isocenter.platform.schedule-interval:5s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = SchemaNotReady.class)
    void tick() {
        if (roles.contains("api")) {
            schedules.advance();
        }
    }
}
