package org.isocenter.dicom.lane;

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
import org.isocenter.dicom.pull.PullHandler;
import org.isocenter.dicom.send.SendHandler;
import org.isocenter.platform.config.PlatformConfig;
import org.isocenter.platform.job.JobQueue;
import org.isocenter.platform.job.Lane;
import org.isocenter.platform.security.CurrentActor;
import org.isocenter.platform.work.LaneThreads;
import org.jspecify.annotations.Nullable;

/** In the role {@code dicom}: takes the jobs that pull from archives, one after another, and beside them those that send to archives. */
@ApplicationScoped
class ArchiveLanes {
    private static final Duration IDLE_WAIT = Duration.ofSeconds(2);
    private static final Duration LEAVE_WITHIN = Duration.ofSeconds(20);

    private final PlatformConfig platform;
    private final JobQueue jobs;
    private final PullHandler pulls;
    private final SendHandler sends;
    private final CurrentActor actor;
    private final boolean active;
    private @Nullable LaneThreads lanes;

    /** Names its two handlers: those of other roles know tensors and must not be touched here. */
    ArchiveLanes(
            DicomConfig config,
            PlatformConfig platform,
            JobQueue jobs,
            PullHandler pulls,
            SendHandler sends,
            CurrentActor actor,
            @ConfigProperty(name = "isocenter.roles", defaultValue = "api,dicom,worker") Set<String> roles) {
        this.platform = platform;
        this.jobs = jobs;
        this.pulls = pulls;
        this.sends = sends;
        this.actor = actor;
        this.active = roles.contains("dicom") && config.pulls();
    }

    /** After the listener, which takes what archives send. */
    void onStart(@Observes @Priority(3000) StartupEvent event) {
        if (active) {
            lanes = new LaneThreads(jobs, actor, "dicom", List.of(pulls, sends));
            lanes.start(Set.of(Lane.ARCHIVE, Lane.DELIVERY), platform.leaseDuration(), IDLE_WAIT);
        }
    }

    /** Before the database, the spool and the store go away. */
    void onStop(@Observes @Priority(1) ShutdownEvent event) throws InterruptedException {
        if (lanes != null) {
            lanes.leave(LEAVE_WITHIN);
        }
    }
}
