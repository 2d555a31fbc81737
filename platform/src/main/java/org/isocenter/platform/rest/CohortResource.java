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
import java.util.List;
import java.util.UUID;
import org.isocenter.platform.cohort.Cohort;
import org.isocenter.platform.cohort.CohortVersion;
import org.isocenter.platform.cohort.Cohorts;
import org.isocenter.platform.rest.CohortViews.CohortView;
import org.isocenter.platform.rest.CohortViews.MemberView;
import org.isocenter.platform.rest.CohortViews.NewCohort;
import org.isocenter.platform.rest.CohortViews.VersionView;

/** Cohorts and their frozen versions. */
@Path("/api/v1")
@RolesAllowed({RESEARCHER_NAME, DATA_STEWARD_NAME, SERVICE_NAME})
public class CohortResource {
    private final Cohorts cohorts;
    private final SplitReader splits;
    private final Access access;

    CohortResource(Cohorts cohorts, SplitReader splits, Access access) {
        this.cohorts = cohorts;
        this.splits = splits;
        this.access = access;
    }

    @POST
    @Path("projects/{project}/cohorts")
    @RolesAllowed(RESEARCHER_NAME)
    public Response create(String project, @NotNull @Valid NewCohort request) {
        Cohort cohort = cohorts.create(request.toCohort(access.project(project).id()));
        return Response.created(URI.create("/api/v1/cohorts/" + cohort.id()))
                .entity(CohortView.of(cohort))
                .build();
    }

    @GET
    @Path("projects/{project}/cohorts")
    public List<CohortView> list(String project) {
        return cohorts.of(access.project(project).id()).stream()
                .map(CohortView::of)
                .toList();
    }

    @GET
    @Path("cohorts/{cohort}")
    public CohortView show(UUID cohort) {
        return CohortView.of(mine(cohort));
    }

    /** Freezes the cohort as it is now. */
    @POST
    @Path("cohorts/{cohort}/versions")
    @RolesAllowed(RESEARCHER_NAME)
    public Response freeze(UUID cohort, @NotNull @Valid SplitReader.NewSplit request) {
        Cohort mine = mine(cohort);
        CohortVersion version = cohorts.freeze(cohort, splits.read(mine.project(), request));
        return Response.created(URI.create("/api/v1/cohort-versions/" + version.id()))
                .entity(VersionView.of(version))
                .build();
    }

    @GET
    @Path("cohorts/{cohort}/versions")
    public List<VersionView> versions(UUID cohort) {
        return cohorts.versions(mine(cohort).id()).stream().map(VersionView::of).toList();
    }

    @GET
    @Path("cohort-versions/{version}")
    public VersionView version(UUID version) {
        return VersionView.of(mineVersion(version));
    }

    @GET
    @Path("cohort-versions/{version}/members")
    public List<MemberView> members(UUID version) {
        return mineVersion(version).members().stream().map(MemberView::of).toList();
    }

    private Cohort mine(UUID cohort) {
        return access.row(cohorts.find(cohort), Cohort::project);
    }

    private CohortVersion mineVersion(UUID version) {
        return access.row(cohorts.version(version), found -> found.cohort().project());
    }
}
