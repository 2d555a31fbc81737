package org.isocenter.annotation.rest;

import static org.isocenter.platform.security.Role.ADJUDICATOR_NAME;
import static org.isocenter.platform.security.Role.DATA_STEWARD_NAME;
import static org.isocenter.platform.security.Role.RADIOLOGIST_NAME;
import static org.isocenter.platform.security.Role.RESEARCHER_NAME;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.isocenter.annotation.config.AnnotationConfig;
import org.isocenter.annotation.render.FramePicture;
import org.isocenter.platform.audit.AuditAction;
import org.isocenter.platform.audit.AuditEntry;
import org.isocenter.platform.audit.AuditType;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.blob.BlobStore;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.imaging.Window;
import org.isocenter.platform.label.Label;
import org.isocenter.platform.label.LabelSet;
import org.isocenter.platform.label.LabelSets;
import org.isocenter.platform.label.LabelView;
import org.isocenter.platform.rest.Access;
import org.isocenter.platform.security.AuditLog;
import org.isocenter.platform.study.FrameId;
import org.isocenter.platform.study.FrameReader;
import org.isocenter.platform.study.InstanceRecord;
import org.isocenter.platform.study.SopInstanceUid;
import org.isocenter.platform.study.StudyIndex;
import org.jspecify.annotations.Nullable;

/** Frames as pictures; each look is audited. */
@Path("/api/v1")
@RolesAllowed({RESEARCHER_NAME, DATA_STEWARD_NAME, RADIOLOGIST_NAME, ADJUDICATOR_NAME})
public class RenderResource {
    private final StudyIndex index;
    private final FrameReader frames;
    private final BlobStore store;
    private final LabelSets labelSets;
    private final LabelView labels;
    private final AuditLog audit;
    private final AnnotationConfig config;
    private final Access access;

    RenderResource(
            StudyIndex index,
            FrameReader frames,
            BlobStore store,
            LabelSets labelSets,
            LabelView labels,
            AuditLog audit,
            AnnotationConfig config,
            Access access) {
        this.index = index;
        this.frames = frames;
        this.store = store;
        this.labelSets = labelSets;
        this.labels = labels;
        this.audit = audit;
        this.config = config;
        this.access = access;
    }

    /**
     * A frame through a window.
     *
     * @param frame counted from 1, as DICOMweb counts
     * @param window centre and width in units of the rescaled value, such as {@code 40,400}; else the image's own
     * @param overlay a label set whose mask is laid over the frame
     */
    @GET
    @Path("projects/{project}/instances/{instance}/frames/{frame}/rendered")
    @Produces("image/png")
    @Transactional
    public byte[] rendered(
            String project,
            String instance,
            int frame,
            @QueryParam("window") @Nullable String window,
            @QueryParam("overlay") @Nullable UUID overlay) {
        InstanceRecord found = access.row(
                index.get(access.project(project).id(), new SopInstanceUid(instance))
                        .filter(record -> frame >= 1 && frame <= record.frames()),
                InstanceRecord::project);
        audit.imageRead(AuditEntry.of(
                AuditType.DICOM_INSTANCES_ACCESSED,
                AuditAction.READ,
                found.project().value(),
                "study",
                found.study().value()));
        FramePicture picture = FramePicture.of(
                frames.read(found.blob(), frame - 1),
                Optional.ofNullable(window).map(RenderResource::window));
        return Optional.ofNullable(overlay)
                .flatMap(set -> mask(set, new FrameId(found.instance(), frame - 1), found))
                .map(mask -> picture.with(mask, config.overlayOpacity()))
                .orElse(picture)
                .png();
    }

    private Optional<BufferedImage> mask(UUID labelSet, FrameId frame, InstanceRecord instance) {
        LabelSet set = access.row(
                labelSets.find(labelSet).filter(found -> found.project().equals(instance.project())),
                LabelSet::project);
        return labels.label(set.id(), frame).flatMap(Label::mask).map(this::image);
    }

    private BufferedImage image(BlobKey mask) {
        try (InputStream in = store.open(mask)) {
            return ImageIO.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Window window(String words) {
        String[] parts = words.split(",", -1);
        try {
            return new Window(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw new PlatformException(
                    ErrorCode.BAD_REQUEST, "a window is a centre and a positive width, such as 40,400", e);
        }
    }
}
