package org.isocenter.dicom.pull;

import io.quarkus.arc.All;
import io.quarkus.arc.InstanceHandle;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.isocenter.dicom.config.DicomConfig;
import org.isocenter.platform.config.PlatformConfig;
import org.isocenter.platform.job.JobQueue;
import org.isocenter.platform.job.Lane;
import org.isocenter.platform.security.CurrentActor;
import org.isocenter.platform.work.JobHandler;
import org.isocenter.platform.work.LaneThreads;
import org.jspecify.annotations.Nullable;

/** In the role {@code dicom}: takes the jobs that pull from archives and those that send to them, one of each at a time. */
@ApplicationScoped
class PullService {
    private static final String ROLE = "dicom";
    private static final Duration IDLE_WAIT = Duration.ofSeconds(2);
    private static final Duration LEAVE_WITHIN = Duration.ofSeconds(20);

    private final PlatformConfig platform;
    private final JobQueue jobs;
    private final List<JobHandler> handlers;
    private final CurrentActor actor;
    private final boolean active;
    private @Nullable LaneThreads lane;

    PullService(
            DicomConfig config,
            PlatformConfig platform,
            JobQueue jobs,
            @All List<InstanceHandle<JobHandler>> handlers,
            CurrentActor actor,
            @ConfigProperty(name = "isocenter.roles", defaultValue = "api,dicom,worker") Set<String> roles) {
        this.platform = platform;
        this.jobs = jobs;
        this.handlers = handlers.stream()
                .map(InstanceHandle::get)
                .filter(handler -> handler.kind().role().equals(ROLE))
                .toList();
        this.actor = actor;
        this.active = roles.contains(ROLE) && config.pulls();
    }

    /** After the listener, which takes what archives send. */
    void onStart(@Observes @Priority(3000) StartupEvent event) {
        if (active) {
            lane = new LaneThreads(jobs, actor, ROLE, handlers);
            lane.start(Set.of(Lane.ARCHIVE, Lane.DELIVERY), platform.leaseDuration(), IDLE_WAIT);
        }
    }

    /** Before the database and the spool go away. */
    void onStop(@Observes @Priority(1) ShutdownEvent event) throws InterruptedException {
        if (lane != null) {
            lane.leave(LEAVE_WITHIN);
        }
    }
}
