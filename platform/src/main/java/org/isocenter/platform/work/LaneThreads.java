package org.isocenter.platform.work;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.isocenter.platform.job.JobKind;
import org.isocenter.platform.job.JobQueue;
import org.isocenter.platform.job.Lane;
import org.isocenter.platform.security.Actor;
import org.isocenter.platform.security.CurrentActor;

/** The threads of a process that works through lanes: one for each, in the name of a part of Isocenter. */
public final class LaneThreads {
    private final JobQueue jobs;
    private final CurrentActor actor;
    private final String part;
    private final Map<JobKind, JobHandler> handlers = new EnumMap<>(JobKind.class);
    private final Map<LaneWorker, Thread> threads = new LinkedHashMap<>();

    /**
     * Prepares to work.
     *
     * @param part in whose name, such as {@code worker}
     * @param handlers what this process can do
     */
    public LaneThreads(JobQueue jobs, CurrentActor actor, String part, List<JobHandler> handlers) {
        this.jobs = jobs;
        this.actor = actor;
        this.part = part;
        handlers.forEach(handler -> this.handlers.put(handler.kind(), handler));
    }

    /**
     * Starts one thread for each lane.
     *
     * @param leaseDuration how long a claim lasts that is not renewed
     * @param idleWait how long an idle lane sleeps before it looks for jobs of lost workers
     */
    public void start(Set<Lane> lanes, Duration leaseDuration, Duration idleWait) {
        String name = ManagementFactory.getRuntimeMXBean().getName(); // process@host
        for (Lane lane : lanes) {
            LaneWorker worker =
                    new LaneWorker(new LaneWorker.Settings(lane, name, leaseDuration, idleWait), jobs, handlers);
            Thread thread = new Thread(() -> work(worker), part + "-" + lane);
            thread.setDaemon(true);
            thread.start();
            threads.put(worker, thread);
        }
    }

    private void work(LaneWorker worker) {
        actor.as(Actor.service(part), () -> {
            worker.run();
            return true;
        });
    }

    /** Asks every lane to leave, and waits for those at work to save their place. */
    public void leave(Duration within) throws InterruptedException {
        threads.keySet().forEach(LaneWorker::leave);
        long end = System.nanoTime() + within.toNanos();
        for (Map.Entry<LaneWorker, Thread> lane : threads.entrySet()) {
            if (!lane.getKey().isAsleep()) {
                lane.getValue().join(Math.max(1, (end - System.nanoTime()) / 1_000_000));
            }
        }
    }
}
