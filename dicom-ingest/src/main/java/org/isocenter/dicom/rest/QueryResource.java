package org.isocenter.dicom.rest;

import static org.isocenter.platform.security.Role.ADJUDICATOR_NAME;
import static org.isocenter.platform.security.Role.DATA_STEWARD_NAME;
import static org.isocenter.platform.security.Role.RADIOLOGIST_NAME;
import static org.isocenter.platform.security.Role.RESEARCHER_NAME;
import static org.isocenter.platform.security.Role.SERVICE_NAME;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.dataset.Vr;
import org.isocenter.dicom.json.DatasetJson;
import org.isocenter.dicom.mediatype.MediaRange;
import org.isocenter.dicom.query.Level;
import org.isocenter.dicom.query.Match;
import org.isocenter.dicom.query.Pages;
import org.isocenter.platform.project.Project;
import org.isocenter.platform.rest.Access;
import org.isocenter.platform.study.StudyIndex;
import org.isocenter.platform.study.StudyQuery;

/** QIDO-RS (PS3.18 10.6): studies, series and instances of a project; nothing found is an empty list, and more than is given has a warning. */
@Path("/dicomweb/{project}")
@RolesAllowed({DATA_STEWARD_NAME, RESEARCHER_NAME, RADIOLOGIST_NAME, ADJUDICATOR_NAME, SERVICE_NAME})
public class QueryResource {
    private final StudyIndex index;
    private final Access access;

    QueryResource(StudyIndex index, Access access) {
        this.index = index;
        this.access = access;
    }

    @GET
    @Path("studies")
    public Response studies(
            String project,
            @Context UriInfo request,
            @HeaderParam("Accept") @DefaultValue(MediaRange.ANY) String accept) {
        return answer(project, Level.STUDY, Map.of(), request, accept);
    }

    @GET
    @Path("series")
    public Response series(
            String project,
            @Context UriInfo request,
            @HeaderParam("Accept") @DefaultValue(MediaRange.ANY) String accept) {
        return answer(project, Level.SERIES, Map.of(), request, accept);
    }

    @GET
    @Path("instances")
    public Response instances(
            String project,
            @Context UriInfo request,
            @HeaderParam("Accept") @DefaultValue(MediaRange.ANY) String accept) {
        return answer(project, Level.IMAGE, Map.of(), request, accept);
    }

    @GET
    @Path("studies/{study}/series")
    public Response seriesOfStudy(
            String project,
            String study,
            @Context UriInfo request,
            @HeaderParam("Accept") @DefaultValue(MediaRange.ANY) String accept) {
        return answer(project, Level.SERIES, Map.of(Tag.STUDY_INSTANCE_UID, study), request, accept);
    }

    @GET
    @Path("studies/{study}/instances")
    public Response instancesOfStudy(
            String project,
            String study,
            @Context UriInfo request,
            @HeaderParam("Accept") @DefaultValue(MediaRange.ANY) String accept) {
        return answer(project, Level.IMAGE, Map.of(Tag.STUDY_INSTANCE_UID, study), request, accept);
    }

    @GET
    @Path("studies/{study}/series/{series}/instances")
    public Response instancesOfSeries(
            String project,
            String study,
            String series,
            @Context UriInfo request,
            @HeaderParam("Accept") @DefaultValue(MediaRange.ANY) String accept) {
        return answer(
                project,
                Level.IMAGE,
                Map.of(Tag.STUDY_INSTANCE_UID, study, Tag.SERIES_INSTANCE_UID, series),
                request,
                accept);
    }

    private Response answer(String name, Level level, Map<Integer, String> path, UriInfo request, String accept) {
        Project project = access.project(name);
        QueryParameters query = QueryParameters.of(level, path, request.getQueryParameters());
        Match match = new Match(query.identifier(), project.aeTitle(), query.all());
        int page = (int) Math.min(StudyQuery.MAX_LIMIT, query.offset() + query.limit() + 1L);
        StudyQuery first = new StudyQuery(project.id(), query.identifier().criteria(), Optional.empty(), page);
        List<Dataset> found =
                switch (level) {
                    case STUDY -> some(query, new Pages<>(first, index::studies), match::study);
                    case SERIES -> some(query, new Pages<>(first, index::series), match::series);
                    default -> some(query, new Pages<>(first, index::find), match::instance);
                };
        String service = DicomwebUrl.service(request, name);
        Response.ResponseBuilder answer = DatasetAnswer.of(
                Accepted.of(request, accept),
                found.subList(0, Math.min(found.size(), query.limit())),
                each -> json(each, service));
        if (found.size() > query.limit()) {
            answer.header("Warning", "299 isocenter \"There are additional results that can be requested\"");
        }
        if (query.fuzzy()) {
            answer.header(
                    "Warning",
                    "299 isocenter \"The fuzzymatching parameter is not supported. Only literal matching has been performed.\"");
        }
        return answer.build();
    }

    /** The wanted part of the matches, and one more where there is one. */
    private static <T> List<Dataset> some(QueryParameters query, Pages<T> matches, Function<T, Dataset> answer) {
        List<Dataset> found = new ArrayList<>();
        int skipped = 0;
        for (T item : matches) {
            if (skipped < query.offset()) {
                skipped++;
            } else if (found.size() <= query.limit()) {
                found.add(answer.apply(item));
            } else {
                break;
            }
        }
        return found;
    }

    private static ObjectNode json(Dataset match, String service) {
        StringBuilder url = new StringBuilder(service);
        match.string(Tag.STUDY_INSTANCE_UID)
                .ifPresent(uid -> url.append("/studies/").append(uid));
        match.string(Tag.SERIES_INSTANCE_UID)
                .ifPresent(uid -> url.append("/series/").append(uid));
        match.string(Tag.SOP_INSTANCE_UID)
                .ifPresent(uid -> url.append("/instances/").append(uid));
        match.set(Tag.RETRIEVE_URL, Vr.UR, url.toString());
        match.remove(Tag.QUERY_RETRIEVE_LEVEL);
        return DatasetJson.retrieved(match, (element, node) -> {});
    }
}
