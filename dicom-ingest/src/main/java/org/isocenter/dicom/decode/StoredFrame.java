package org.isocenter.dicom.decode;

import java.util.Optional;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Element;
import org.isocenter.dicom.dataset.Element.Bytes;
import org.isocenter.dicom.dataset.Element.Fragments;
import org.isocenter.dicom.dataset.Element.Value;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.dataset.TransferSyntax;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.platform.error.ErrorCode;

/**
 * One frame as it was stored: bits above and below the counted ones dropped, no colour conversion but the one that the
 * code stream itself undoes.
 *
 * @param rows height
 * @param columns width
 * @param samplesPerPixel 1 or 3
 * @param bitsStored bits that count
 * @param signed whether values can be negative
 * @param photometric what the samples mean after decoding: chroma is never halved and RCT and ICT are undone
 * @param samples the values
 */
public record StoredFrame(
        int rows,
        int columns,
        int samplesPerPixel,
        int bitsStored,
        boolean signed,
        String photometric,
        Samples samples) {

    /**
     * Decodes a frame, counted from 0. Fails with {@link ErrorCode#UNSUPPORTED_TRANSFER_SYNTAX} where no codec reads the
     * syntax and with {@link ErrorCode#UNDECODABLE_PIXELS} where the pixels are not what the header says.
     */
    public static StoredFrame of(DicomObject object, int frame) {
        PixelLayout layout = PixelLayout.of(object.dataset());
        if (frame < 0 || frame >= layout.frames()) {
            throw PixelLayout.undecodable("frame %d of %d was asked for".formatted(frame + 1, layout.frames()));
        }
        Samples samples = RealPixels.isIn(object.dataset())
                ? RealPixels.unpack(object.dataset(), layout, frame)
                : new Samples.Whole(words(object, layout, frame), layout.stored(), layout.signed());
        return new StoredFrame(
                layout.rows(),
                layout.columns(),
                layout.samples(),
                layout.stored(),
                layout.signed(),
                decoded(layout.photometric()),
                samples);
    }

    /** Whether all frames of an object are native words of one sample each, and are all there; fails where some are missing. */
    static boolean isPlainGrey(DicomObject object) {
        Dataset dataset = object.dataset();
        PixelLayout layout = PixelLayout.of(dataset);
        boolean grey = layout.photometric().startsWith("MONOCHROME")
                && layout.samples() == 1
                && !dataset.contains(Tag.MODALITY_LUT_SEQUENCE);
        if (!grey || object.transferSyntax().isEncapsulated()) {
            return false;
        }
        Optional<Value> value = dataset.element(Tag.PIXEL_DATA).map(Element::value);
        value.filter(Bytes.class::isInstance)
                .ifPresent(plain -> NativePixels.requireAll(((Bytes) plain).octets(), layout));
        return value.filter(Bytes.class::isInstance).isPresent();
    }

    private static int[] words(DicomObject object, PixelLayout layout, int frame) {
        Dataset dataset = object.dataset();
        Value value = dataset.element(Tag.PIXEL_DATA)
                .orElseThrow(() -> PixelLayout.undecodable("there is no pixel data"))
                .value();
        TransferSyntax syntax = object.transferSyntax();
        if (value instanceof Bytes plain && !syntax.isEncapsulated()) {
            NativePixels.requireAll(plain.octets(), layout);
            boolean halvesSwapped = syntax.isBigEndian() && layout.allocated() == 32;
            return NativePixels.unpack(
                    halvesSwapped ? NativePixels.halvesInOrder(plain.octets()) : plain.octets(), layout, frame);
        }
        if (value instanceof Fragments fragments && syntax.isEncapsulated()) {
            FrameCodec codec = FrameCodecs.of(syntax);
            return codec.unpack(FrameFragments.of(fragments, frame, layout.frames()), layout);
        }
        throw PixelLayout.undecodable("pixel data is not in the form of its transfer syntax");
    }

    private static String decoded(String photometric) {
        return switch (photometric) {
            case "YBR_FULL_422", "YBR_PARTIAL_422" -> photometric.replace("_422", "");
            case "YBR_RCT", "YBR_ICT" -> "RGB";
            default -> photometric;
        };
    }
}
