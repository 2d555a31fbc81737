package org.isocenter.annotation.rest;

import static org.isocenter.platform.security.Role.ADJUDICATOR_NAME;
import static org.isocenter.platform.security.Role.DATA_STEWARD_NAME;
import static org.isocenter.platform.security.Role.RADIOLOGIST_NAME;
import static org.isocenter.platform.security.Role.RESEARCHER_NAME;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.isocenter.annotation.rest.LabelViews.ImportView;
import org.isocenter.annotation.rest.LabelViews.SetView;
import org.isocenter.platform.label.LabelScheme;
import org.isocenter.platform.label.LabelSet;
import org.isocenter.platform.label.LabelSets;
import org.isocenter.platform.label.LabelView;
import org.isocenter.platform.project.Project;
import org.isocenter.platform.rest.Access;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** Label sets: imported from a file, shown with their counts, frozen. */
@Path("/api/v1")
@RolesAllowed({RESEARCHER_NAME, DATA_STEWARD_NAME, RADIOLOGIST_NAME, ADJUDICATOR_NAME})
public class LabelSetResource {
    private final LabelSets labelSets;
    private final LabelView labels;
    private final LabelUpload upload;
    private final Access access;

    LabelSetResource(LabelSets labelSets, LabelView labels, LabelUpload upload, Access access) {
        this.labelSets = labelSets;
        this.labels = labels;
        this.upload = upload;
        this.access = access;
    }

    /**
     * Opens the next version of a label set and fills it from a label file.
     *
     * @param scheme name or identifier of a scheme of the project
     * @param name of the set
     * @param file the label file, comma-separated
     * @param masks the files that it names; each with its relative path as file name
     */
    @POST
    @Path("projects/{project}/label-sets")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @RolesAllowed({RESEARCHER_NAME, DATA_STEWARD_NAME})
    public Response create(
            String project,
            @RestForm @NotBlank String scheme,
            @RestForm @NotBlank String name,
            @RestForm("labels") @NotNull FileUpload file,
            @RestForm("masks") @Nullable List<FileUpload> masks) {
        Project owner = access.project(project);
        LabelScheme words = access.row(
                labelSets.schemes(owner.id()).stream()
                        .filter(each -> each.name().equals(scheme)
                                || each.id().toString().equals(scheme))
                        .findFirst(),
                LabelScheme::project);
        ImportView view = upload.run(words, name, file.uploadedFile(), LabelUpload.byPath(masks));
        return Response.created(
                        URI.create("/api/v1/label-sets/" + view.labelSet().id()))
                .entity(view)
                .build();
    }

    @GET
    @Path("projects/{project}/label-sets")
    public List<SetView> list(String project) {
        return labelSets.of(access.project(project).id()).stream()
                .map(this::view)
                .toList();
    }

    @GET
    @Path("label-sets/{labelSet}")
    public SetView show(UUID labelSet) {
        return view(mine(labelSet));
    }

    /** Closes a set for ever and fixes its hash. */
    @POST
    @Path("label-sets/{labelSet}/freeze")
    @RolesAllowed({RESEARCHER_NAME, DATA_STEWARD_NAME, ADJUDICATOR_NAME})
    public SetView freeze(UUID labelSet) {
        return view(labelSets.freeze(mine(labelSet).id()));
    }

    private LabelSet mine(UUID labelSet) {
        return access.row(labelSets.find(labelSet), LabelSet::project);
    }

    private SetView view(LabelSet set) {
        return SetView.of(set, labels.all(set.id()));
    }
}
