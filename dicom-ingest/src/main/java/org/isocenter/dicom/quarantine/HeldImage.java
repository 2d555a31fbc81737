package org.isocenter.dicom.quarantine;

import org.isocenter.dicom.burnedin.PixelReview;
import org.isocenter.dicom.burnedin.TextPreview;
import org.isocenter.dicom.decode.FrameDecoder;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.part10.Part10Reader;
import org.isocenter.dicom.verdict.FrameBudget;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.imaging.Frame;

/** The pixels of an object in quarantine, as far as they can be read. */
public final class HeldImage {
    private final DicomObject object;
    private final FrameDecoder decoder = new FrameDecoder();

    private HeldImage(DicomObject object) {
        this.object = object;
    }

    /** Reads an object as far as it can be read. */
    public static HeldImage of(byte[] bytes) {
        return new HeldImage(Part10Reader.readAsFar(bytes).object());
    }

    /**
     * A frame, counted from 1, as a PNG without any header. Fails with {@link ErrorCode#NOT_FOUND} where there is no such frame
     * and with {@link ErrorCode#UNDECODABLE_PIXELS} where it cannot be decoded.
     */
    public byte[] png(int number) {
        return TextPreview.png(frame(number));
    }

    /**
     * Fails with {@link ErrorCode#CONFLICT} where the object is not held for its pixels, and with
     * {@link ErrorCode#BAD_REQUEST} where a rectangle does not lie within its frames.
     */
    public void require(Held held, PixelReview review) {
        if (held.code() != ErrorCode.BURNED_IN_TEXT) {
            throw new PlatformException(
                    ErrorCode.CONFLICT,
                    "Expected an object that is held for text in its pixels; this one is held by %s. Requeue or discard it."
                            .formatted(held.code().id()));
        }
        for (PixelReview.Mark mark : review.marks()) {
            Frame frame = frame(mark.frame().orElse(0) + 1);
            if (!mark.area().liesIn(frame)) {
                throw new PlatformException(
                        ErrorCode.BAD_REQUEST,
                        "Expected rectangles of at least a pixel within %d rows and %d columns; x1 and y1 are the first beyond."
                                .formatted(frame.rows(), frame.columns()));
            }
        }
    }

    private Frame frame(int number) {
        try {
            FrameBudget.check(object.dataset());
            int frames = decoder.frames(object);
            if (number < 1 || number > frames) {
                throw new PlatformException(ErrorCode.NOT_FOUND, "Expected a frame from 1 to %d.".formatted(frames));
            }
            return decoder.decode(object, number - 1);
        } catch (PlatformException e) {
            throw e;
        } catch (RuntimeException e) { // a codec may stumble over hostile bytes in its own way
            throw new PlatformException(
                    ErrorCode.UNDECODABLE_PIXELS, "Expected a frame that can be decoded; this one cannot.", e);
        }
    }
}
