package org.isocenter.dicom.rest;

import static org.isocenter.platform.security.Role.DATA_STEWARD_NAME;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.isocenter.dicom.pull.ArchiveConnections;
import org.isocenter.dicom.pull.ArchiveQuestions;
import org.isocenter.dicom.pull.ArchiveQuestions.Holdings;
import org.isocenter.dicom.rest.PacsViews.Echo;
import org.isocenter.dicom.rest.PacsViews.NewPacs;
import org.isocenter.dicom.rest.PacsViews.PacsQuery;
import org.isocenter.dicom.rest.PacsViews.PacsView;
import org.isocenter.platform.pacs.RemoteArchive;
import org.isocenter.platform.pacs.RemoteArchives;
import org.isocenter.platform.project.Project;
import org.isocenter.platform.rest.Access;

/** The archives that a project pulls from; a pull itself is a job of the kind {@code PULL}. */
@Path("/api/v1")
@RolesAllowed(DATA_STEWARD_NAME)
public class PacsResource {
    private final RemoteArchives archives;
    private final ArchiveConnections connections;
    private final ArchiveQuestions questions;
    private final Access access;

    PacsResource(RemoteArchives archives, ArchiveConnections connections, ArchiveQuestions questions, Access access) {
        this.archives = archives;
        this.connections = connections;
        this.questions = questions;
        this.access = access;
    }

    @POST
    @Path("projects/{project}/pacs")
    public Response add(String project, @NotNull @Valid NewPacs request) {
        RemoteArchive archive = request.toArchive(access.project(project).id());
        connections.require(archive.connection());
        return Response.created(URI.create("/api/v1/projects/" + project + "/pacs/" + archive.name()))
                .entity(PacsView.of(archives.add(archive)))
                .build();
    }

    @GET
    @Path("projects/{project}/pacs")
    public List<PacsView> list(String project) {
        return archives.of(access.project(project).id()).stream()
                .map(PacsView::of)
                .toList();
    }

    @DELETE
    @Path("projects/{project}/pacs/{pacs}")
    public void remove(String project, String pacs) {
        archives.remove(access.project(project).id(), pacs);
    }

    /** Asks the archive whether it is there, over the connection that a pull would take. */
    @POST
    @Path("projects/{project}/pacs/{pacs}/echo")
    public Echo echo(String project, String pacs) {
        Project owner = access.project(project);
        return new Echo(questions.echo(owner, archive(owner, pacs)).toMillis());
    }

    /** Asks the archive what it has; studies are shown without an identity, under the UIDs that they will have here. */
    @POST
    @Path("projects/{project}/pacs/{pacs}/find")
    public Holdings find(String project, String pacs, @NotNull @Valid PacsQuery query) {
        Project owner = access.project(project);
        return questions.find(owner, archive(owner, pacs), query.parameters(), query.most());
    }

    private RemoteArchive archive(Project owner, String name) {
        return access.row(archives.find(owner.id(), name), RemoteArchive::project);
    }
}
