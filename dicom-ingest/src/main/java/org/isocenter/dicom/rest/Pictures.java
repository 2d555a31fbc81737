package org.isocenter.dicom.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.Function;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.render.FramePainter;
import org.isocenter.dicom.render.PictureFormat;
import org.isocenter.dicom.retrieve.Retrieval;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.study.InstanceRecord;

/** Answers that are pictures of stored frames. */
@ApplicationScoped
class Pictures {
    private final Retrieval retrieval;
    private final FramePainter painter = new FramePainter();

    Pictures(Retrieval retrieval) {
        this.retrieval = retrieval;
    }

    /** One frame, counted from 0. */
    Response one(InstanceRecord instance, int frame, PictureRequest request) {
        return one(retrieval.read(instance), frame, request);
    }

    /** The frame that stands for an instance: the one it names, else its first. */
    Response representative(InstanceRecord instance, PictureRequest request) {
        DicomObject object = retrieval.read(instance);
        int named = object.dataset().integer(Tag.REPRESENTATIVE_FRAME_NUMBER).orElse(1);
        return one(object, Math.max(1, Math.min(instance.frames(), named)) - 1, request);
    }

    private Response one(DicomObject object, int frame, PictureRequest request) {
        PictureFormat format = request.single().orElseThrow(Pictures::notAcceptable);
        byte[] picture = painter.paint(object, frame, request.rendering(), format);
        return warned(Response.ok(picture).header("Content-Type", format.mediaType()), request);
    }

    /** Every frame of every instance as a part of its own. */
    Response all(
            Iterable<InstanceRecord> instances,
            Function<InstanceRecord, List<Integer>> frames,
            PictureRequest request) {
        PictureFormat format = request.parts().orElseThrow(Pictures::notAcceptable);
        Response.ResponseBuilder answer = MultipartAnswer.of(format.mediaType(), out -> {
            for (InstanceRecord instance : instances) {
                DicomObject object = retrieval.read(instance);
                for (int frame : frames.apply(instance)) {
                    byte[] picture = painter.paint(object, frame, request.rendering(), format);
                    out.part(body -> body.write(picture), "Content-Type: " + format.mediaType());
                }
            }
        });
        return warned(answer, request);
    }

    private static Response warned(Response.ResponseBuilder answer, PictureRequest request) {
        if (request.rendering().unknownAnnotations() > 0) {
            answer.header("Warning", "299 isocenter \"Annotations are patient and technique; others are left out\"");
        }
        return answer.build();
    }

    private static PlatformException notAcceptable() {
        return new PlatformException(
                ErrorCode.NOT_ACCEPTABLE,
                "Expected an Accept of image/jpeg, image/png or image/gif, or of multipart/related with one of them as type;"
                        + " several frames come as the latter.");
    }
}
