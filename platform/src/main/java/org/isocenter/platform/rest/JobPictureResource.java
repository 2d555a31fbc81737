package org.isocenter.platform.rest;

import static org.isocenter.platform.security.Role.DATA_STEWARD_NAME;
import static org.isocenter.platform.security.Role.RESEARCHER_NAME;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;
import org.isocenter.platform.job.Job;
import org.isocenter.platform.job.JobPicture;
import org.isocenter.platform.job.JobQueue;

/** Pictures that runs made of their images. */
@Path("/api/v1")
@RolesAllowed({RESEARCHER_NAME, DATA_STEWARD_NAME})
public class JobPictureResource {
    private final JobQueue jobs;
    private final RunPictureLooks looks;
    private final Access access;

    JobPictureResource(JobQueue jobs, RunPictureLooks looks, Access access) {
        this.jobs = jobs;
        this.looks = looks;
        this.access = access;
    }

    /** A picture as it is listed. */
    public record PictureView(String name, long step, String caption) {
        static PictureView of(JobPicture picture) {
            return new PictureView(picture.name(), picture.step(), picture.caption());
        }
    }

    @GET
    @Path("jobs/{job}/pictures")
    public List<PictureView> list(UUID job) {
        return jobs.pictures(mine(job).id()).stream().map(PictureView::of).toList();
    }

    /** One picture; the look at each study that is seen in it is audited. */
    @GET
    @Path("jobs/{job}/pictures/{name}/{step}")
    @Produces("image/png")
    public InputStream picture(UUID job, String name, long step) {
        Job mine = mine(job);
        JobPicture picture = access.row(
                jobs.pictures(mine.id()).stream()
                        .filter(each -> each.name().equals(name) && each.step() == step)
                        .findFirst(),
                found -> mine.project());
        return looks.open(mine.project(), picture);
    }

    private Job mine(UUID job) {
        return access.row(jobs.find(job), Job::project);
    }
}
