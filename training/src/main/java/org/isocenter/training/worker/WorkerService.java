package org.isocenter.training.worker;

import io.quarkus.arc.All;
import io.quarkus.arc.InstanceHandle;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.lang.management.ManagementFactory;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.isocenter.platform.config.PlatformConfig;
import org.isocenter.platform.job.JobKind;
import org.isocenter.platform.job.JobQueue;
import org.isocenter.platform.job.Lane;
import org.isocenter.platform.security.Actor;
import org.isocenter.platform.security.CurrentActor;
import org.isocenter.training.config.TrainingConfig;
import org.jboss.logging.Logger;

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
    private final Map<LaneWorker, Thread> lanes = new LinkedHashMap<>();

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
            Map<JobKind, JobHandler> byKind = new EnumMap<>(JobKind.class);
            handlers.forEach(handler -> byKind.put(handler.get().kind(), handler.get()));
            config.lanes().forEach(lane -> start(lane, byKind));
            LOG.infof("the worker serves the lanes %s", config.lanes());
        }
    }

    private void start(Lane lane, Map<JobKind, JobHandler> byKind) {
        String name = ManagementFactory.getRuntimeMXBean().getName(); // process@host
        LaneWorker worker = new LaneWorker(
                new LaneWorker.Settings(lane, name, platform.leaseDuration(), config.idleWait()), jobs, byKind);
        Thread thread = new Thread(() -> work(worker), "worker-" + lane);
        thread.setDaemon(true);
        thread.start();
        lanes.put(worker, thread);
    }

    private void work(LaneWorker worker) {
        actor.as(Actor.service("worker"), () -> {
            worker.run();
            return true;
        });
    }

    /** Before the database and the store go away. */
    void onStop(@Observes @Priority(1) ShutdownEvent event) throws InterruptedException {
        lanes.keySet().forEach(LaneWorker::leave);
        long end = System.nanoTime() + config.leaveWithin().toNanos();
        for (Map.Entry<LaneWorker, Thread> lane : lanes.entrySet()) {
            if (!lane.getKey().isAsleep()) {
                lane.getValue().join(Math.max(1, (end - System.nanoTime()) / 1_000_000));
            }
        }
    }
}
