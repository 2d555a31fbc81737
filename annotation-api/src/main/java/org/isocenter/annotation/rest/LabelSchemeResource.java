package org.isocenter.annotation.rest;

import static org.isocenter.platform.security.Role.ADJUDICATOR_NAME;
import static org.isocenter.platform.security.Role.DATA_STEWARD_NAME;
import static org.isocenter.platform.security.Role.RADIOLOGIST_NAME;
import static org.isocenter.platform.security.Role.RESEARCHER_NAME;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.isocenter.platform.label.LabelKind;
import org.isocenter.platform.label.LabelScheme;
import org.isocenter.platform.label.LabelSets;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.rest.Access;

/** The words that labels may use. */
@Path("/api/v1")
@RolesAllowed({RESEARCHER_NAME, DATA_STEWARD_NAME, RADIOLOGIST_NAME, ADJUDICATOR_NAME})
public class LabelSchemeResource {
    private final LabelSets labelSets;
    private final Access access;

    LabelSchemeResource(LabelSets labelSets, Access access) {
        this.labelSets = labelSets;
        this.access = access;
    }

    /** A wish for a scheme. */
    public record NewScheme(
            @NotBlank String name,
            @NotNull LabelKind kind,
            @NotEmpty List<@NotBlank String> classes) {
        LabelScheme toScheme(ProjectId project) {
            return new LabelScheme(UUID.randomUUID(), project, name, kind, classes);
        }
    }

    /** A scheme as it is shown. */
    public record SchemeView(UUID id, UUID project, String name, LabelKind kind, List<String> classes) {
        static SchemeView of(LabelScheme scheme) {
            return new SchemeView(
                    scheme.id(), scheme.project().value(), scheme.name(), scheme.kind(), scheme.classes());
        }
    }

    @POST
    @Path("projects/{project}/label-schemes")
    @RolesAllowed({RESEARCHER_NAME, DATA_STEWARD_NAME})
    public Response create(String project, @NotNull @Valid NewScheme request) {
        LabelScheme scheme =
                labelSets.create(request.toScheme(access.project(project).id()));
        return Response.created(URI.create("/api/v1/label-schemes/" + scheme.id()))
                .entity(SchemeView.of(scheme))
                .build();
    }

    @GET
    @Path("projects/{project}/label-schemes")
    public List<SchemeView> list(String project) {
        return labelSets.schemes(access.project(project).id()).stream()
                .map(SchemeView::of)
                .toList();
    }

    @GET
    @Path("label-schemes/{scheme}")
    public SchemeView show(UUID scheme) {
        return SchemeView.of(access.row(labelSets.scheme(scheme), LabelScheme::project));
    }
}
