package org.isocenter.dicom.rest;

import static org.isocenter.platform.security.Role.RESEARCHER_NAME;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.UUID;
import org.isocenter.dicom.config.DicomConfig;
import org.isocenter.dicom.once.OnceAsked;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.model.HeadVersion;
import org.isocenter.platform.model.ModelRegistry;
import org.isocenter.platform.project.Project;
import org.isocenter.platform.rest.Access;

/** What a head says of an image that is sent along and not kept. */
@Path("/api/v1")
@RolesAllowed(RESEARCHER_NAME)
public class PredictionResource {
    private final OnceAsked asked;
    private final ModelRegistry models;
    private final Access access;
    private final DicomConfig config;

    PredictionResource(OnceAsked asked, ModelRegistry models, Access access, DicomConfig config) {
        this.asked = asked;
        this.models = models;
        this.access = access;
        this.config = config;
    }

    /** Answers about a DICOM file, JPEG, PNG or TIFF; it is de-identified first, and nothing of it stays. */
    @POST
    @Path("heads/{head}/predictions")
    @Consumes({MediaType.APPLICATION_OCTET_STREAM, "application/dicom", "image/jpeg", "image/png", "image/tiff"})
    public Map<String, Object> predict(
            UUID head,
            @QueryParam("evenIfAbstaining") @DefaultValue("false") boolean evenIfAbstaining,
            InputStream body)
            throws IOException {
        HeadVersion mine = access.row(models.head(head), HeadVersion::project);
        Project project = access.project(mine.project().value().toString());
        int limit = Math.toIntExact(Math.min(config.maxObjectBytes(), Integer.MAX_VALUE - 8L));
        byte[] file = body.readNBytes(limit);
        if (body.read() >= 0) {
            throw new PlatformException(
                    ErrorCode.ELEMENT_TOO_LARGE, "Expected an image of at most %d bytes.".formatted(limit));
        }
        return asked.ask(project, mine, file, evenIfAbstaining);
    }
}
