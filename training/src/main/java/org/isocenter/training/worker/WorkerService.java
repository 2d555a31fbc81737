package org.isocenter.training.worker;

import io.quarkus.arc.All;
import io.quarkus.arc.InstanceHandle;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.isocenter.platform.config.PlatformConfig;
import org.isocenter.platform.job.JobQueue;
import org.isocenter.platform.security.CurrentActor;
import org.isocenter.platform.work.JobHandler;
import org.isocenter.platform.work.LaneThreads;
import org.isocenter.training.config.TrainingConfig;
import org.isocenter.training.kernel.Libtorch;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** In the role {@code worker}: one thread per lane from the start of the process to its end. In any other role nothing here is touched. */
@ApplicationScoped
public class WorkerService {
    private static final Logger LOG = Logger.getLogger(WorkerService.class);

    private final TrainingConfig config;
    private final PlatformConfig platform;
    private final JobQueue jobs;
    private final List<InstanceHandle<JobHandler>> handlers;
    private final CurrentActor actor;
    private final boolean active;
    private @Nullable LaneThreads lanes;

    WorkerService(
            TrainingConfig config,
            PlatformConfig platform,
            JobQueue jobs,
            @All List<InstanceHandle<JobHandler>> handlers,
            CurrentActor actor,
            @ConfigProperty(name = "isocenter.roles", defaultValue = "api,dicom,worker") Set<String> roles) {
        this.config = config;
        this.platform = platform;
        this.jobs = jobs;
        this.handlers = handlers;
        this.actor = actor;
        this.active = roles.contains("worker");
    }

    void onStart(@Observes StartupEvent event) {
        if (active) {
            Libtorch.requireFit(Optional.ofNullable(System.getenv("PYTORCH_LIBRARY_PATH")));
            lanes = new LaneThreads(
                    jobs,
                    actor,
                    "worker",
                    handlers.stream().map(InstanceHandle::get).toList());
            lanes.start(config.lanes(), platform.leaseDuration(), config.idleWait());
            LOG.infof("the worker serves the lanes %s", config.lanes());
        }
    }

    /** Before the database and the store go away. */
    void onStop(@Observes @Priority(1) ShutdownEvent event) throws InterruptedException {
        if (lanes != null) {
            lanes.leave(config.leaveWithin());
        }
    }
}
