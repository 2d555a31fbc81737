package org.isocenter.platform.rest;

import static org.isocenter.platform.security.Role.DATA_STEWARD_NAME;
import static org.isocenter.platform.security.Role.RESEARCHER_NAME;
import static org.isocenter.platform.security.Role.SERVICE_NAME;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.isocenter.platform.curation.Curation;
import org.isocenter.platform.curation.CurationIssue;
import org.isocenter.platform.curation.Decision;
import org.isocenter.platform.curation.Flag;
import org.jspecify.annotations.Nullable;

/** Flags of curation and what stewards decide about them. */
@Path("/api/v1")
@RolesAllowed({DATA_STEWARD_NAME, RESEARCHER_NAME, SERVICE_NAME})
public class CurationResource {
    private final Curation curation;
    private final Access access;

    CurationResource(Curation curation, Access access) {
        this.curation = curation;
        this.access = access;
    }

    /** A flag as it is shown. */
    public record FlagView(
            UUID id,
            UUID job,
            String sopInstanceUid,
            int frame,
            CurationIssue issue,
            double score,
            String reason,
            Map<String, Object> evidence) {
        static FlagView of(Flag flag) {
            return new FlagView(
                    flag.id(),
                    flag.job(),
                    flag.frame().instance().value(),
                    flag.frame().frame(),
                    flag.issue(),
                    flag.score(),
                    flag.reason(),
                    flag.evidence());
        }
    }

    /** An answer to a flag. */
    public record NewDecision(
            @NotNull Decision.Verdict verdict, @Nullable String comment) {}

    @GET
    @Path("projects/{project}/flags")
    public PageResponse<FlagView> list(
            String project,
            @QueryParam("issue") @Nullable CurationIssue issue,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        var page = curation.of(
                access.project(project).id(), Optional.ofNullable(issue), Optional.ofNullable(cursor), limit);
        return PageResponse.of(page, FlagView::of);
    }

    @GET
    @Path("flags/{flag}")
    public FlagView show(UUID flag) {
        return FlagView.of(mine(flag));
    }

    @GET
    @Path("flags/{flag}/decisions")
    public List<Decision> decisions(UUID flag) {
        return curation.decisions(mine(flag).id());
    }

    @POST
    @Path("flags/{flag}/decisions")
    @RolesAllowed(DATA_STEWARD_NAME)
    public Decision decide(UUID flag, @NotNull @Valid NewDecision request) {
        Decision decision = new Decision(
                mine(flag).id(),
                request.verdict(),
                access.actor().name(),
                Optional.ofNullable(request.comment()).orElse(""),
                Instant.now().truncatedTo(ChronoUnit.MICROS));
        curation.decide(decision);
        return decision;
    }

    private Flag mine(UUID flag) {
        return access.row(curation.find(flag), Flag::project);
    }
}
