package org.isocenter.dicom.decode;

import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Element.Bytes;
import org.isocenter.dicom.dataset.Element.Fragments;
import org.isocenter.dicom.dataset.Element.Value;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.dataset.TransferSyntax;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/**
 * The stored values of a frame: row-major, samples interleaved, bits above and below the counted ones dropped, no colour
 * conversion. Native, RLE and JPEG baseline pixels are decoded; other syntaxes are refused with
 * {@link ErrorCode#UNSUPPORTED_TRANSFER_SYNTAX}.
 */
final class StoredValues {
    private StoredValues() {}

    static int[] of(DicomObject object, PixelLayout layout, int frame) {
        Dataset dataset = object.dataset();
        Value value = dataset.element(Tag.PIXEL_DATA)
                .orElseThrow(() -> PixelLayout.undecodable("there is no pixel data"))
                .value();
        if (frame < 0 || frame >= layout.frames()) {
            throw PixelLayout.undecodable("frame %d of %d was asked for".formatted(frame + 1, layout.frames()));
        }
        TransferSyntax syntax = object.transferSyntax();
        if (value instanceof Bytes plain && !syntax.isEncapsulated()) {
            return NativePixels.unpack(plain.bytes(), layout, frame);
        }
        if (value instanceof Fragments fragments && syntax.equals(TransferSyntax.RLE_LOSSLESS)) {
            return RlePixels.unpack(FrameFragments.of(fragments, frame, layout.frames()), layout);
        }
        if (value instanceof Fragments fragments && syntax.equals(TransferSyntax.JPEG_BASELINE)) {
            return JpegPixels.unpack(FrameFragments.of(fragments, frame, layout.frames()), layout);
        }
        throw new PlatformException(
                ErrorCode.UNSUPPORTED_TRANSFER_SYNTAX,
                "Expected native, RLE or JPEG baseline pixels; the transfer syntax is %s.".formatted(syntax.uid()));
    }
}
