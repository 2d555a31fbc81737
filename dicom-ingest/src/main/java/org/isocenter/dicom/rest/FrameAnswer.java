package org.isocenter.dicom.rest;

import jakarta.ws.rs.core.Response;
import java.util.List;
import org.isocenter.dicom.mediatype.AcceptedForm;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.retrieve.FrameForm;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/** Frames as an answer: one as it is, or a part each. */
final class FrameAnswer {
    private FrameAnswer() {}

    /**
     * An answer in the first of the forms that can be made.
     *
     * @param numbers counted from 0
     * @param url of the instance
     */
    static Response of(DicomObject object, List<Integer> numbers, List<AcceptedForm> forms, String url) {
        FrameForm form = FrameForm.choose(forms, object.transferSyntax(), numbers.size() > 1)
                .orElseThrow(FrameAnswer::notAcceptable);
        byte[] first = form.frame(object, numbers.get(0)); // what cannot be given is said before the answer begins
        if (!form.multipart()) {
            return Response.ok(first).header("Content-Type", form.contentType()).build();
        }
        return MultipartAnswer.of(form.mediaType(), out -> {
                    for (int number : numbers) {
                        byte[] bytes = number == numbers.get(0) ? first : form.frame(object, number);
                        out.part(
                                body -> body.write(bytes),
                                "Content-Type: " + form.contentType(),
                                "Content-Location: %s/frames/%d".formatted(url, number + 1));
                    }
                })
                .build();
    }

    private static PlatformException notAcceptable() {
        return new PlatformException(
                ErrorCode.NOT_ACCEPTABLE,
                "Expected an Accept of multipart/related; type=\"application/octet-stream\"; transfer-syntax=*, which gives"
                        + " what is stored, or without transfer-syntax, which gives native pixels.");
    }
}
