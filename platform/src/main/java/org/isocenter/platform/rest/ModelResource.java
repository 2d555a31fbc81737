package org.isocenter.platform.rest;

import static org.isocenter.platform.security.Role.ADJUDICATOR_NAME;
import static org.isocenter.platform.security.Role.DATA_STEWARD_NAME;
import static org.isocenter.platform.security.Role.RADIOLOGIST_NAME;
import static org.isocenter.platform.security.Role.RESEARCHER_NAME;
import static org.isocenter.platform.security.Role.SERVICE_NAME;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.blob.BlobStore;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.model.EncoderVersion;
import org.isocenter.platform.model.HeadVersion;
import org.isocenter.platform.model.ModelRegistry;
import org.isocenter.platform.rest.ModelViews.EncoderView;
import org.isocenter.platform.rest.ModelViews.HeadView;

/** Encoders and heads with their lineage and reports. */
@Path("/api/v1")
@RolesAllowed({RESEARCHER_NAME, DATA_STEWARD_NAME, RADIOLOGIST_NAME, ADJUDICATOR_NAME, SERVICE_NAME})
public class ModelResource {
    private final ModelRegistry models;
    private final WeightsImport weights;
    private final BlobStore blobs;
    private final Access access;

    ModelResource(ModelRegistry models, WeightsImport weights, BlobStore blobs, Access access) {
        this.models = models;
        this.weights = weights;
        this.blobs = blobs;
        this.access = access;
    }

    @GET
    @Path("projects/{project}/encoders")
    public List<EncoderView> encoders(String project) {
        return models.encoders(access.project(project).id()).stream()
                .map(EncoderView::of)
                .toList();
    }

    /** Imports weights of ImageNet, safetensors or a state dict of PyTorch, as the start of a chain. */
    @POST
    @Path("projects/{project}/encoders")
    @Consumes(MediaType.APPLICATION_OCTET_STREAM)
    @RolesAllowed(RESEARCHER_NAME)
    public Response importWeights(
            String project,
            @QueryParam("name") @NotBlank String name,
            @QueryParam("architecture") @NotBlank String architecture,
            InputStream body) {
        EncoderVersion encoder = weights.read(access.project(project).id(), name, architecture, body);
        return Response.created(URI.create("/api/v1/encoders/" + encoder.id()))
                .entity(EncoderView.of(encoder))
                .build();
    }

    @GET
    @Path("encoders/{encoder}")
    public EncoderView encoder(UUID encoder) {
        return EncoderView.of(mine(encoder));
    }

    /** From the encoder back to the start of its chain. */
    @GET
    @Path("encoders/{encoder}/lineage")
    public List<EncoderView> lineage(UUID encoder) {
        return models.lineage(mine(encoder).id()).stream().map(EncoderView::of).toList();
    }

    /** The weights as {@code safetensors}, or with {@code format=torchscript} as a network that {@code torch.jit.load} opens. */
    @GET
    @Path("encoders/{encoder}/weights")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @RolesAllowed({RESEARCHER_NAME, SERVICE_NAME})
    public InputStream weights(
            UUID encoder,
            @QueryParam("format") @DefaultValue("safetensors") @Pattern(regexp = "safetensors|torchscript")
                    String format) {
        EncoderVersion mine = mine(encoder);
        weights.exported(mine);
        return format.equals("torchscript") ? weights.torchScript(mine) : blobs.open(mine.weights());
    }

    @GET
    @Path("projects/{project}/heads")
    public List<HeadView> heads(String project) {
        return models.heads(access.project(project).id()).stream()
                .map(HeadView::of)
                .toList();
    }

    @GET
    @Path("heads/{head}")
    public HeadView head(UUID head) {
        return HeadView.of(mineHead(head));
    }

    /** What a head said about each test frame when it was measured, beside what was known. */
    @GET
    @Path("heads/{head}/predictions")
    @Produces(MediaType.APPLICATION_JSON)
    public InputStream predictions(UUID head) {
        Object blob = mineHead(head).configuration().get("predictions");
        if (blob == null) {
            throw new PlatformException(ErrorCode.NOT_FOUND, "the head was registered without predictions");
        }
        return blobs.open(new BlobKey(blob.toString()));
    }

    private EncoderVersion mine(UUID encoder) {
        return access.row(models.encoder(encoder), EncoderVersion::project);
    }

    private HeadVersion mineHead(UUID head) {
        return access.row(models.head(head), HeadVersion::project);
    }
}
