package org.isocenter.dicom.send;

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
import org.isocenter.platform.work.LaneThreads;
import org.jspecify.annotations.Nullable;

/** In the role {@code dicom}: takes the jobs that send to archives, one after another, beside those that pull. */
@ApplicationScoped
class SendService {
    private static final Duration IDLE_WAIT = Duration.ofSeconds(2);
    private static final Duration LEAVE_WITHIN = Duration.ofSeconds(20);

    private final PlatformConfig platform;
    private final JobQueue jobs;
    private final SendHandler handler;
    private final CurrentActor actor;
    private final boolean active;
    private @Nullable LaneThreads lane;

    SendService(
            DicomConfig config,
            PlatformConfig platform,
            JobQueue jobs,
            SendHandler handler,
            CurrentActor actor,
            @ConfigProperty(name = "isocenter.roles", defaultValue = "api,dicom,worker") Set<String> roles) {
        this.platform = platform;
        this.jobs = jobs;
        this.handler = handler;
        this.actor = actor;
        this.active = roles.contains("dicom") && config.pulls();
    }

    void onStart(@Observes @Priority(3000) StartupEvent event) {
        if (active) {
            lane = new LaneThreads(jobs, actor, "dicom", List.of(handler));
            lane.start(Set.of(Lane.DELIVERY), platform.leaseDuration(), IDLE_WAIT);
        }
    }

    /** Before the database and the store go away. */
    void onStop(@Observes @Priority(1) ShutdownEvent event) throws InterruptedException {
        if (lane != null) {
            lane.leave(LEAVE_WITHIN);
        }
    }
}
