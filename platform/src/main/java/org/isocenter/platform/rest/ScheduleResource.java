package org.isocenter.platform.rest;

import static org.isocenter.platform.security.Role.DATA_STEWARD_NAME;
import static org.isocenter.platform.security.Role.RESEARCHER_NAME;
import static org.isocenter.platform.security.Role.SERVICE_NAME;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.isocenter.platform.cohort.Cohort;
import org.isocenter.platform.cohort.Cohorts;
import org.isocenter.platform.job.JobKind;
import org.isocenter.platform.job.JobQueue;
import org.isocenter.platform.model.EncoderVersion;
import org.isocenter.platform.model.ModelRegistry;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.rest.ScheduleViews.NewSchedule;
import org.isocenter.platform.rest.ScheduleViews.RunView;
import org.isocenter.platform.rest.ScheduleViews.ScheduleView;
import org.isocenter.platform.schedule.Schedule;
import org.isocenter.platform.schedule.SchedulePlan;
import org.isocenter.platform.schedule.Schedules;

/** Plans that run by themselves at night; a steward makes and cancels them, for they bring images in. */
@Path("/api/v1")
@RolesAllowed({RESEARCHER_NAME, DATA_STEWARD_NAME, SERVICE_NAME})
public class ScheduleResource {
    private final Schedules schedules;
    private final JobQueue jobs;
    private final Cohorts cohorts;
    private final ModelRegistry models;
    private final Access access;

    ScheduleResource(Schedules schedules, JobQueue jobs, Cohorts cohorts, ModelRegistry models, Access access) {
        this.schedules = schedules;
        this.jobs = jobs;
        this.cohorts = cohorts;
        this.models = models;
        this.access = access;
    }

    @POST
    @Path("projects/{project}/schedules")
    @RolesAllowed(DATA_STEWARD_NAME)
    public Response create(String project, @NotNull @Valid NewSchedule request) {
        ProjectId owner = access.project(project).id();
        SchedulePlan plan = request.plan();
        access.row(cohorts.find(plan.cohort()), Cohort::project);
        plan.encoder().ifPresent(encoder -> access.row(models.encoder(encoder), EncoderVersion::project));
        jobs.validate(owner, JobKind.PULL, plan.pull());
        Schedule schedule = schedules.create(
                request.schedule(owner, access.actor().name(), Instant.now().truncatedTo(ChronoUnit.MICROS)));
        return Response.created(URI.create("/api/v1/schedules/" + schedule.id()))
                .entity(view(schedule))
                .build();
    }

    @GET
    @Path("projects/{project}/schedules")
    public List<ScheduleView> list(String project) {
        return schedules.of(access.project(project).id()).stream()
                .map(this::view)
                .toList();
    }

    @GET
    @Path("schedules/{schedule}")
    public ScheduleView show(UUID schedule) {
        return view(mine(schedule));
    }

    /** Its runs, newest first. */
    @GET
    @Path("schedules/{schedule}/runs")
    public List<RunView> runs(UUID schedule) {
        return schedules.runs(mine(schedule).id()).stream().map(RunView::of).toList();
    }

    /** Ends it, and the run that is under way. */
    @POST
    @Path("schedules/{schedule}/cancel")
    @RolesAllowed(DATA_STEWARD_NAME)
    public ScheduleView cancel(UUID schedule) {
        return view(schedules.cancel(mine(schedule).id()));
    }

    private ScheduleView view(Schedule schedule) {
        return ScheduleView.of(schedule, schedules.runs(schedule.id()), Instant.now());
    }

    private Schedule mine(UUID schedule) {
        return access.row(schedules.find(schedule), Schedule::project);
    }
}
