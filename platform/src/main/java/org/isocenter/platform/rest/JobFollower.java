package org.isocenter.platform.rest;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;
import org.isocenter.platform.job.Job;
import org.isocenter.platform.job.JobQueue;

/** Turns a row that changes into a stream of its states. */
@ApplicationScoped
class JobFollower {
    private static final Duration LOOK = Duration.ofMillis(500);

    private final JobQueue jobs;

    JobFollower(JobQueue jobs) {
        this.jobs = jobs;
    }

    /** The job now and after each change; ends with its final state. */
    Multi<Job> follow(UUID id) {
        Multi<Job> looks = Multi.createBy()
                .repeating()
                .uni(() -> look(id))
                .withDelay(LOOK)
                .whilst(job -> !job.state().isFinal());
        return looks.skip().repetitions();
    }

    private Uni<Job> look(UUID id) {
        return Uni.createFrom()
                .item(() -> jobs.find(id).orElseThrow())
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }
}
