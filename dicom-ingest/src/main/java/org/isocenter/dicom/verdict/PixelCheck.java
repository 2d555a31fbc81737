package org.isocenter.dicom.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Element;
import org.isocenter.dicom.dataset.Element.Bytes;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.decode.FrameDecoder;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/** Whether the pixels that a header declares can be recovered exactly, by decoding every frame that is more than plain words. */
final class PixelCheck {
    private static final Set<String> ONE_SAMPLE = Set.of("MONOCHROME1", "MONOCHROME2", "PALETTE COLOR");
    private static final Set<String> THREE_SAMPLES = Set.of(
            "RGB",
            "YBR_FULL",
            "YBR_FULL_422",
            "YBR_PARTIAL_422",
            "YBR_PARTIAL_420",
            "YBR_RCT",
            "YBR_ICT",
            "HSV",
            "XYB");
    private static final int[] NUMBERS = {
        Tag.ROWS,
        Tag.COLUMNS,
        Tag.SAMPLES_PER_PIXEL,
        Tag.BITS_ALLOCATED,
        Tag.BITS_STORED,
        Tag.HIGH_BIT,
        Tag.NUMBER_OF_FRAMES
    };
    private final FrameDecoder decoder = new FrameDecoder();

    /**
     * What was found.
     *
     * @param refusal why the pixels cannot be recovered
     * @param warnings what is wrong and does not matter
     * @param frames frames that were decoded
     * @param hasCodec false where no codec here reads the syntax
     */
    record Result(Optional<Reason> refusal, List<Reason> warnings, int frames, boolean hasCodec) {}

    /** Checks the header, and the pixels too where {@code decode}. */
    Result check(DicomObject object, boolean decode) {
        Dataset dataset = object.dataset();
        Optional<Element> pixels = pixels(dataset);
        List<Reason> warnings = new ArrayList<>();
        if (pixels.isEmpty()) {
            return new Result(Optional.empty(), warnings, 0, true);
        }
        try {
            header(dataset, warnings);
            int frames = decoder.frames(object);
            FrameBudget.check(dataset);
            if (pixels.get().value() instanceof Bytes plain) {
                length(object, plain.length(), frames, warnings);
            }
            return decode ? decoded(object, frames, warnings) : new Result(Optional.empty(), warnings, frames, true);
        } catch (PlatformException e) {
            return refused(e.code(), e.getMessage(), warnings);
        } catch (RuntimeException e) { // a codec may stumble over hostile bytes in its own way
            return refused(ErrorCode.UNDECODABLE_PIXELS, "Decoding the pixels failed", warnings);
        }
    }

    static Optional<Element> pixels(Dataset dataset) {
        return dataset.element(Tag.PIXEL_DATA)
                .or(() -> dataset.element(Tag.FLOAT_PIXEL_DATA))
                .or(() -> dataset.element(Tag.DOUBLE_FLOAT_PIXEL_DATA));
    }

    private Result decoded(DicomObject object, int frames, List<Reason> warnings) {
        try {
            for (int frame = 0; frame < frames; frame++) {
                decoder.require(object, frame);
            }
        } catch (PlatformException e) {
            if (e.code() != ErrorCode.UNSUPPORTED_TRANSFER_SYNTAX) {
                throw e;
            }
            warnings.add(Reason.warning("No codec here reads the transfer syntax; the pixels were not looked at"));
            return new Result(Optional.empty(), warnings, frames, false);
        }
        return new Result(Optional.empty(), warnings, frames, true);
    }

    private static Result refused(ErrorCode code, String message, List<Reason> warnings) {
        String text = message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
        return new Result(Optional.of(Reason.refusal(code, text)), warnings, 0, true);
    }

    private static void header(Dataset dataset, List<Reason> warnings) {
        for (int tag : NUMBERS) {
            if (!dataset.strings(tag).isEmpty() && dataset.doubles(tag).length == 0 && dataset.bytes(tag).length > 0) {
                throw undecodable("an image attribute is not a number");
            }
        }
        String photometric = dataset.string(Tag.PHOTOMETRIC_INTERPRETATION).orElse("");
        int samples = dataset.integer(Tag.SAMPLES_PER_PIXEL).orElse(1);
        if ((ONE_SAMPLE.contains(photometric) && samples != 1)
                || (THREE_SAMPLES.contains(photometric) && samples != 3)) {
            throw undecodable("the photometric interpretation contradicts the samples per pixel");
        }
        if (!ONE_SAMPLE.contains(photometric) && !THREE_SAMPLES.contains(photometric)) {
            warnings.add(Reason.warning("The photometric interpretation is not a defined term"));
        }
        if (dataset.integer(Tag.NUMBER_OF_FRAMES).filter(frames -> frames < 1).isPresent()) {
            warnings.add(Reason.warning("The number of frames is below 1"));
        }
    }

    private static void length(DicomObject object, long length, int frames, List<Reason> warnings) {
        Dataset dataset = object.dataset();
        int allocated = dataset.contains(Tag.FLOAT_PIXEL_DATA)
                ? Float.SIZE
                : dataset.contains(Tag.DOUBLE_FLOAT_PIXEL_DATA)
                        ? Double.SIZE
                        : dataset.integer(Tag.BITS_ALLOCATED).orElse(0);
        long samples = dataset.integer(Tag.SAMPLES_PER_PIXEL).orElse(1);
        boolean halved = samples == 3
                && dataset.string(Tag.PHOTOMETRIC_INTERPRETATION).orElse("").equals("YBR_FULL_422");
        long values = (long) dataset.integer(Tag.ROWS).orElse(0)
                * dataset.integer(Tag.COLUMNS).orElse(0)
                * (halved ? 2 : samples);
        long frame = (values * allocated + 7) / 8;
        long all = (values * allocated * frames + 7) / 8;
        if (length - all >= Math.max(2, frame)) {
            throw undecodable("there is a whole frame or more too many bytes: %d instead of %d".formatted(length, all));
        }
        if (length > all + all % 2) {
            warnings.add(Reason.warning("The pixel data is longer than declared"));
        }
    }

    private static PlatformException undecodable(String why) {
        return new PlatformException(
                ErrorCode.UNDECODABLE_PIXELS, "Expected pixel data as the header describes it; " + why + ".");
    }
}
