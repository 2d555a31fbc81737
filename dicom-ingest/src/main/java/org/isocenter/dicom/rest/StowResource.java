package org.isocenter.dicom.rest;

import static org.isocenter.platform.security.Role.DATA_STEWARD_NAME;
import static org.isocenter.platform.security.Role.SERVICE_NAME;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.isocenter.dicom.config.DicomConfig;
import org.isocenter.dicom.multipart.Multipart;
import org.isocenter.dicom.pipeline.IngestPipeline.Ended;
import org.isocenter.dicom.service.DicomService;
import org.isocenter.dicom.service.IngestRunner;
import org.isocenter.dicom.spool.Spooled;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.project.Project;
import org.isocenter.platform.rest.Access;
import org.jspecify.annotations.Nullable;

/**
 * STOW-RS (PS3.18 10.5): each part of the request is one Part 10 file and is answered after indexing. Parts whose turn comes
 * after the patience has run out are safe in the spool, are indexed later, and make the answer a 202.
 */
@Path("/dicomweb/{project}")
@RolesAllowed({DATA_STEWARD_NAME, SERVICE_NAME})
public class StowResource {
    private final IngestRunner runner;
    private final Access access;
    private final DicomConfig config;
    private final DicomService service;

    StowResource(IngestRunner runner, DicomService service, Access access, DicomConfig config) {
        this.runner = runner;
        this.service = service;
        this.access = access;
        this.config = config;
    }

    @POST
    @Path("studies")
    @Consumes("multipart/related")
    @Produces("application/dicom+json")
    public Response store(
            String project,
            @HeaderParam("Content-Type") String contentType,
            @HeaderParam("Prefer") @Nullable String prefer,
            InputStream body)
            throws IOException {
        Project owner = access.project(project);
        String boundary = Multipart.boundary(contentType)
                .orElseThrow(() -> new PlatformException(
                        ErrorCode.BAD_REQUEST, "Expected a boundary in the Content-Type of multipart/related."));
        Patience patience = Patience.from(prefer, config.stowPatience());
        List<Ended> ended = new ArrayList<>();
        List<Spooled> waiting = new ArrayList<>();
        Multipart.parts(body, boundary, config.maxObjectBytes(), part -> {
            Spooled spooled = runner.receive(owner, Optional.empty(), part);
            if (patience.isOver()) {
                service.enqueue(spooled);
                waiting.add(spooled);
            } else {
                ended.add(runner.ingestAsked(spooled));
            }
        });
        return StowAnswer.of(ended, waiting.size());
    }
}
