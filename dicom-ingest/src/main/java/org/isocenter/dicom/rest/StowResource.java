package org.isocenter.dicom.rest;

import static org.isocenter.platform.security.Role.DATA_STEWARD_NAME;
import static org.isocenter.platform.security.Role.SERVICE_NAME;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.isocenter.dicom.config.DicomConfig;
import org.isocenter.dicom.mediatype.MediaRange;
import org.isocenter.dicom.multipart.PartReader;
import org.isocenter.dicom.multipart.PartReader.Part;
import org.isocenter.dicom.service.IngestRunner;
import org.isocenter.dicom.service.SpoolThreads;
import org.isocenter.dicom.stow.DescribedInstances;
import org.isocenter.dicom.stow.Outcome;
import org.isocenter.dicom.stow.Storing;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.project.Project;
import org.isocenter.platform.rest.Access;
import org.isocenter.platform.security.KeyedUids;
import org.isocenter.platform.security.ProjectKeys;
import org.isocenter.platform.study.SopInstanceUid;
import org.isocenter.platform.study.StudyIndex;
import org.jspecify.annotations.Nullable;

/**
 * STOW-RS (PS3.18 10.5): Part 10 files, or metadata with bulk data; each instance is answered after indexing. Those whose turn comes after the patience has
 * run out are safe in the spool, are indexed later, and make the answer a 202. Nothing but the instance at hand is held, and of a file not even that.
 */
@Path("/dicomweb/{project}")
@RolesAllowed({DATA_STEWARD_NAME, SERVICE_NAME})
public class StowResource {
    private static final String DICOM = "application/dicom";
    private static final List<String> ANSWERS =
            List.of(DatasetAnswer.DICOM_JSON, "application/json", DatasetAnswer.DICOM_XML);

    private final IngestRunner runner;
    private final Access access;
    private final DicomConfig config;
    private final SpoolThreads threads;
    private final StudyIndex index;
    private final ProjectKeys keys;

    StowResource(
            IngestRunner runner,
            SpoolThreads threads,
            Access access,
            DicomConfig config,
            StudyIndex index,
            ProjectKeys keys) {
        this.runner = runner;
        this.threads = threads;
        this.access = access;
        this.config = config;
        this.index = index;
        this.keys = keys;
    }

    @POST
    @Path("studies")
    @Consumes({"multipart/related", DICOM})
    public Response store(
            String project,
            @Context UriInfo request,
            @HeaderParam("Content-Type") String contentType,
            @HeaderParam("Prefer") @Nullable String prefer,
            @HeaderParam("Accept") @DefaultValue(MediaRange.ANY) String accept,
            InputStream body)
            throws IOException {
        Project owner = access.project(project);
        return answer(owner, request, accept, terms(any -> true, prefer), contentType, body);
    }

    /** Stores into one study, which is named as the sender knows it or as it is known here. */
    @POST
    @Path("studies/{study}")
    @Consumes({"multipart/related", DICOM})
    public Response storeInto(
            String project,
            String study,
            @Context UriInfo request,
            @HeaderParam("Content-Type") String contentType,
            @HeaderParam("Prefer") @Nullable String prefer,
            @HeaderParam("Accept") @DefaultValue(MediaRange.ANY) String accept,
            InputStream body)
            throws IOException {
        Project owner = access.project(project);
        KeyedUids uids = new KeyedUids(keys.key(owner.id()));
        Predicate<String> into = sent -> sent.equals(study) || uids.map(sent).equals(study);
        return answer(owner, request, accept, terms(into, prefer), contentType, body);
    }

    private Storing.Terms terms(Predicate<String> study, @Nullable String prefer) {
        Patience patience = Patience.from(prefer, config.stowPatience());
        return new Storing.Terms(study, config.maxObjectBytes(), patience::isOver, threads::enqueue);
    }

    private Response answer(
            Project owner, UriInfo request, String accept, Storing.Terms terms, String contentType, InputStream body)
            throws IOException {
        String type = Accepted.of(request, accept)
                .single(ANSWERS)
                .orElseThrow(() -> new PlatformException(
                        ErrorCode.NOT_ACCEPTABLE,
                        "Expected an Accept of application/dicom+json or application/dicom+xml."));
        Storing storing = new Storing(runner, owner, terms);
        MediaRange sent = MediaRange.parse(contentType).orElseThrow(StowResource::badType);
        if (sent.type().equals(DICOM)) {
            storing.object(body);
        } else {
            parts(sent, storing, body);
        }
        List<Outcome> outcomes = storing.outcomes();
        List<SopInstanceUid> stored = outcomes.stream()
                .filter(Outcome.Stored.class::isInstance)
                .map(each -> ((Outcome.Stored) each).uid())
                .toList();
        return StowAnswer.of(outcomes, index.get(owner.id(), stored), DicomwebUrl.service(request, owner.name()), type);
    }

    private void parts(MediaRange sent, Storing storing, InputStream body) throws IOException {
        PartReader parts = new PartReader(body, sent.parameter("boundary").orElseThrow(StowResource::badType));
        if (sent.parameter("type").orElse(DICOM).equals(DICOM)) {
            for (Optional<Part> part = parts.next(); part.isPresent(); part = parts.next()) {
                storing.object(part.get().body());
            }
        } else {
            DescribedInstances described = new DescribedInstances(storing, config.maxObjectBytes());
            for (Optional<Part> part = parts.next(); part.isPresent(); part = parts.next()) {
                described.part(part.get());
            }
            described.end();
        }
    }

    private static PlatformException badType() {
        return new PlatformException(
                ErrorCode.BAD_REQUEST,
                "Expected a Content-Type of multipart/related with a boundary and a type of application/dicom,"
                        + " application/dicom+json or application/dicom+xml.");
    }
}
