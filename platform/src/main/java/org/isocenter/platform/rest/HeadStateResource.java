package org.isocenter.platform.rest;

import static org.isocenter.platform.security.Role.ADJUDICATOR_NAME;
import static org.isocenter.platform.security.Role.DATA_STEWARD_NAME;
import static org.isocenter.platform.security.Role.RADIOLOGIST_NAME;
import static org.isocenter.platform.security.Role.RESEARCHER_NAME;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.isocenter.platform.model.HeadState;
import org.isocenter.platform.model.HeadStep;
import org.isocenter.platform.model.HeadVersion;
import org.isocenter.platform.model.ModelRegistry;
import org.isocenter.platform.rest.ModelViews.HeadView;
import org.jspecify.annotations.Nullable;

/** The way of a head from draft to retired: who may take which step is said by the roles. */
@Path("/api/v1")
public class HeadStateResource {
    private static final int LONGEST = 4000;

    private final ModelRegistry models;
    private final Access access;

    HeadStateResource(ModelRegistry models, Access access) {
        this.models = models;
        this.access = access;
    }

    /** Why a step is taken. */
    public record Reason(@NotBlank @Size(max = LONGEST) String comment) {}

    /** Why a head may be used, and in the approver's words for what and for what not. */
    public record Approval(
            @NotBlank @Size(max = LONGEST) String comment,
            @Nullable @Size(max = LONGEST) String intendedUse,
            @Nullable @Size(max = LONGEST) String limits) {}

    /** Says that the figures of a head that another has trained were looked at. */
    @POST
    @Path("heads/{head}/review")
    @RolesAllowed({RADIOLOGIST_NAME, ADJUDICATOR_NAME, RESEARCHER_NAME})
    public HeadView review(UUID head, @NotNull @Valid Reason reason) {
        return advance(head, step(HeadState.REVIEWED, reason.comment()));
    }

    /** Approves a reviewed head that another researcher trained. */
    @POST
    @Path("heads/{head}/approval")
    @RolesAllowed(RESEARCHER_NAME)
    public HeadView approve(UUID head, @NotNull @Valid Approval approval) {
        return advance(
                head,
                new HeadStep(
                        HeadState.APPROVED,
                        access.actor().name(),
                        approval.comment(),
                        Optional.ofNullable(approval.intendedUse()),
                        Optional.ofNullable(approval.limits()),
                        now()));
    }

    /** Takes a head out of use, whatever state it is in; it is no longer asked. */
    @POST
    @Path("heads/{head}/retirement")
    @RolesAllowed({RESEARCHER_NAME, DATA_STEWARD_NAME})
    public HeadView retire(UUID head, @NotNull @Valid Reason reason) {
        return advance(head, step(HeadState.RETIRED, reason.comment()));
    }

    private HeadStep step(HeadState state, String comment) {
        return HeadStep.of(state, access.actor().name(), comment, now());
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    private HeadView advance(UUID head, HeadStep step) {
        HeadVersion mine = access.row(models.head(head), HeadVersion::project);
        return HeadView.of(models.advance(mine.id(), step));
    }
}
