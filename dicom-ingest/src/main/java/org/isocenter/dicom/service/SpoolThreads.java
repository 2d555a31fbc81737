package org.isocenter.dicom.service;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.isocenter.dicom.config.DicomConfig;
import org.isocenter.dicom.pipeline.IngestPipeline.Ended;
import org.isocenter.dicom.spool.Spooled;
import org.isocenter.platform.error.Faults;
import org.isocenter.platform.purge.DeletedMeanwhileException;
import org.jboss.logging.Logger;

/**
 * Takes what waits in the spool to its end, in the background. An object that cannot be taken further for a fault of ours stays in the spool and is tried again.
 */
@ApplicationScoped
public class SpoolThreads {
    private static final Logger LOG = Logger.getLogger(SpoolThreads.class);

    private final DicomConfig config;
    private final IngestRunner runner;
    private final DeletionsElsewhere deletions;
    private final boolean active;
    private final boolean receives;
    private final Set<UUID> underWay = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean troubled = new AtomicBoolean();
    private final ScheduledExecutorService threads;

    SpoolThreads(
            DicomConfig config,
            IngestRunner runner,
            DeletionsElsewhere deletions,
            @ConfigProperty(name = "isocenter.roles", defaultValue = "api,dicom,worker") Set<String> roles) {
        this.config = config;
        this.runner = runner;
        this.deletions = deletions;
        this.active = roles.contains("dicom");
        this.receives = roles.contains("api");
        this.threads = Executors.newScheduledThreadPool(config.ingestThreads(), SpoolThreads::later);
    }

    /** A sender waits for its answer, and nobody for what is done afterwards: where the machine keeps priorities, answers come first. */
    @SuppressWarnings("ThreadPriorityCheck") // nothing but speed depends on it
    private static Thread later(Runnable work) {
        Thread thread = new Thread(work, "ingest");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        return thread;
    }

    /** Before the listener, so that what waits from before a restart comes first. */
    void onStart(@Observes @Priority(2400) StartupEvent event) {
        if (active || receives) {
            every(config.retryInterval(), this::takeUpAgain);
        }
        if (active) {
            runner.waiting().forEach(this::enqueue);
            threads.execute(this::expire);
            every(Duration.ofHours(1), this::expire);
        }
    }

    private void every(Duration interval, Runnable work) {
        long millis = interval.toMillis();
        var unused = threads.scheduleWithFixedDelay(work, millis, millis, TimeUnit.MILLISECONDS);
    }

    /** After the listener, which waits for these threads. */
    void onStop(@Observes @Priority(2600) ShutdownEvent event) {
        threads.shutdownNow();
    }

    /** Takes an object of the spool to its end in its turn, and again after a fault of ours. */
    public void enqueue(Spooled spooled) {
        if (underWay.add(spooled.id())) {
            threads.execute(() -> run(spooled));
        }
    }

    /** The same while its sender waits to hear the end. */
    Ended toItsEnd(Spooled spooled) {
        underWay.add(spooled.id());
        try {
            return threads.submit(() -> runner.ingestAsked(spooled)).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the object stays in the spool and is tried again", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the object stays in the spool and is taken up after a restart", e);
        } finally {
            underWay.remove(spooled.id());
        }
    }

    /** Whatever waits longer than a try takes was left by a fault of ours, in this process or in another one. */
    private void takeUpAgain() {
        try {
            runner.pipeline().withdrawUnsaid();
            deletions.catchUp();
            runner.waitingSince(Instant.now().minus(config.retryInterval())).forEach(this::enqueue);
        } catch (RuntimeException e) {
            LOG.warnf("the spool is looked through again later: %s", Faults.describe(e));
        }
    }

    private void expire() {
        try {
            int expired = runner.expire(Instant.now().minus(config.quarantineRetention()));
            if (expired > 0) {
                LOG.infof("%d objects left quarantine after %s", expired, config.quarantineRetention());
            }
        } catch (RuntimeException e) {
            LOG.warnf("quarantine is looked through again later: %s", Faults.describe(e));
        }
    }

    private void run(Spooled spooled) {
        try {
            if (runner.waits(spooled)) {
                runner.ingest(spooled);
                troubled.set(false);
            }
        } catch (DeletedMeanwhileException e) {
            // it has left the spool, and the trail has it
        } catch (RuntimeException e) {
            if (troubled.compareAndSet(false, true)) { // one line for an outage, not one for each object
                LOG.warnf(
                        "object %s stays in the spool and is tried again after %s: %s",
                        spooled.id(), config.retryInterval(), Faults.describe(e));
            }
        } finally {
            underWay.remove(spooled.id());
        }
    }
}
