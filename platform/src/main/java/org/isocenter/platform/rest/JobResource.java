package org.isocenter.platform.rest;

import static org.isocenter.platform.security.Role.DATA_STEWARD_NAME;
import static org.isocenter.platform.security.Role.RESEARCHER_NAME;
import static org.isocenter.platform.security.Role.SERVICE_NAME;

import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.isocenter.platform.job.Job;
import org.isocenter.platform.job.JobLogLine;
import org.isocenter.platform.job.JobMetric;
import org.isocenter.platform.job.JobQueue;
import org.isocenter.platform.rest.JobViews.JobView;
import org.isocenter.platform.rest.JobViews.NewJob;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jspecify.annotations.Nullable;

/** Jobs: submit, look at, follow, pause, cancel. */
@Path("/api/v1")
@RolesAllowed({RESEARCHER_NAME, DATA_STEWARD_NAME})
public class JobResource {
    private final JobQueue jobs;
    private final JobFollower follower;
    private final Access access;

    JobResource(JobQueue jobs, JobFollower follower, Access access) {
        this.jobs = jobs;
        this.follower = follower;
        this.access = access;
    }

    /** Submits a job; the same Idempotency-Key gives the same job again. Stewards curate, researchers do the rest. */
    @POST
    @Path("projects/{project}/jobs")
    public Response submit(
            String project, @HeaderParam("Idempotency-Key") @Nullable String key, @NotNull @Valid NewJob request) {
        request.requireRole(access.actor());
        String idempotencyKey =
                Optional.ofNullable(key).orElseGet(() -> UUID.randomUUID().toString());
        Job job = jobs.submit(request.toRequest(access.project(project).id(), idempotencyKey));
        return Response.created(URI.create("/api/v1/jobs/" + job.id()))
                .entity(JobView.of(job))
                .build();
    }

    @GET
    @Path("projects/{project}/jobs")
    @RolesAllowed({RESEARCHER_NAME, DATA_STEWARD_NAME, SERVICE_NAME})
    public List<JobView> list(String project) {
        return jobs.of(access.project(project).id()).stream().map(JobView::of).toList();
    }

    @GET
    @Path("jobs/{job}")
    @RolesAllowed({RESEARCHER_NAME, DATA_STEWARD_NAME, SERVICE_NAME})
    public JobView show(UUID job) {
        return JobView.of(mine(job));
    }

    /** The job each time it has changed, until it has ended. */
    @GET
    @Path("jobs/{job}/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @RolesAllowed({RESEARCHER_NAME, DATA_STEWARD_NAME, SERVICE_NAME})
    @io.smallrye.common.annotation.Blocking
    public Multi<JobView> follow(UUID job) {
        return follower.follow(mine(job).id()).map(JobView::of);
    }

    @GET
    @Path("jobs/{job}/metrics")
    @RolesAllowed({RESEARCHER_NAME, DATA_STEWARD_NAME, SERVICE_NAME})
    public List<JobMetric> metrics(UUID job) {
        return jobs.metrics(mine(job).id());
    }

    @GET
    @Path("jobs/{job}/log")
    @RolesAllowed({RESEARCHER_NAME, DATA_STEWARD_NAME, SERVICE_NAME})
    public List<JobLogLine> log(UUID job) {
        return jobs.log(mine(job).id());
    }

    @POST
    @Path("jobs/{job}/pause")
    public JobView pause(UUID job) {
        return JobView.of(jobs.pause(mine(job).id()));
    }

    /** Goes on from the last checkpoint; a pretraining, where it is asked for, with another learning rate. */
    @POST
    @Path("jobs/{job}/resume")
    public JobView resume(UUID job, @QueryParam("learningRate") @Nullable Double learningRate) {
        Map<String, Object> changes = learningRate == null ? Map.of() : Map.of("learningRate", learningRate);
        return JobView.of(jobs.resume(mine(job).id(), changes));
    }

    @POST
    @Path("jobs/{job}/cancel")
    public JobView cancel(UUID job) {
        return JobView.of(jobs.cancel(mine(job).id()));
    }

    private Job mine(UUID job) {
        return access.row(jobs.find(job), Job::project);
    }
}
