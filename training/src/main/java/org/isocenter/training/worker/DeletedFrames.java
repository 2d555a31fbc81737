package org.isocenter.training.worker;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.blob.BlobRemovals;
import org.isocenter.platform.config.PlatformConfig;
import org.isocenter.platform.error.Faults;
import org.jboss.logging.Logger;

/** In the role {@code worker}: decoded frames and their features go with the stored objects that they came from, at the start for what went while the worker was away. */
@ApplicationScoped
class DeletedFrames {
    private static final Logger LOG = Logger.getLogger(DeletedFrames.class);
    private static final Duration OVERLAP = Duration.ofMinutes(5);

    private final BlobRemovals removals;
    private final CohortFrames frames;
    private final KeptFeatures features;
    private final PlatformConfig config;
    private final boolean active;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread made = new Thread(work, "deleted-frames");
        made.setDaemon(true);
        return made;
    });
    private Instant known = Instant.EPOCH;

    DeletedFrames(
            BlobRemovals removals,
            CohortFrames frames,
            KeptFeatures features,
            PlatformConfig config,
            @ConfigProperty(name = "isocenter.roles", defaultValue = "api,dicom,worker") Set<String> roles) {
        this.removals = removals;
        this.frames = frames;
        this.features = features;
        this.config = config;
        this.active = roles.contains("worker");
    }

    void onStart(@Observes StartupEvent event) {
        if (active) {
            long every = config.sweepInterval().toMillis();
            var unused = thread.scheduleWithFixedDelay(this::inTime, 0, every, TimeUnit.MILLISECONDS);
        }
    }

    void onStop(@Observes ShutdownEvent event) {
        thread.shutdownNow();
    }

    private void inTime() {
        try {
            forget();
        } catch (RuntimeException e) {
            LOG.warnf("frames of deleted objects are forgotten later: %s", Faults.describe(e));
        }
    }

    /** Forgets what went since the last time; clocks of two machines may differ a little. */
    void forget() {
        Instant now = Instant.now();
        Set<BlobKey> deleted = new HashSet<>(removals.deletedSince(known));
        frames.forget(deleted);
        features.forget(deleted);
        known = now.minus(OVERLAP);
    }
}
