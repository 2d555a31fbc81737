package org.isocenter.dicom.inspect;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import org.isocenter.dicom.decode.FrameFigures;
import org.isocenter.dicom.decode.FrameFigures.Range;
import org.isocenter.dicom.decode.StoredFrame;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one frame; all but its number are absent where it could not be decoded.
 *
 * @param frame number, from 0
 * @param rows height
 * @param columns width
 * @param samples per pixel
 * @param bitsStored bits that count
 * @param signed whether stored values can be negative
 * @param photometric what the samples mean after decoding
 * @param storedSha256 of the canonical stored values
 * @param storedMin smallest stored value
 * @param storedMax largest stored value
 * @param storedMean mean of the stored values
 * @param rgbSha256 of the colours at 8 bits, for a colour image
 * @param modalityMin smallest value after the modality transform, for one sample per pixel
 * @param modalityMax largest of them
 * @param modalityMean mean of them
 * @param voiMin smallest brightness, 0 to 1, where the header has a window or table
 * @param voiMax largest of them
 * @param voiMean mean of them
 * @param error why the frame could not be decoded
 */
@JsonInclude(Include.NON_NULL)
public record InspectedFrame(
        int frame,
        @Nullable Integer rows,
        @Nullable Integer columns,
        @Nullable Integer samples,
        @Nullable Integer bitsStored,
        @Nullable Boolean signed,
        @Nullable String photometric,
        @Nullable String storedSha256,
        @Nullable Double storedMin,
        @Nullable Double storedMax,
        @Nullable Double storedMean,
        @Nullable String rgbSha256,
        @Nullable Double modalityMin,
        @Nullable Double modalityMax,
        @Nullable Double modalityMean,
        @Nullable Double voiMin,
        @Nullable Double voiMax,
        @Nullable Double voiMean,
        @Nullable String error) {

    static InspectedFrame of(int number, FrameFigures figures) {
        StoredFrame frame = figures.frame();
        Range modality = figures.modality().orElse(null);
        Range voi = figures.voi().orElse(null);
        return new InspectedFrame(
                number,
                frame.rows(),
                frame.columns(),
                frame.samplesPerPixel(),
                frame.bitsStored(),
                frame.signed(),
                frame.photometric(),
                figures.storedSha256(),
                figures.stored().min(),
                figures.stored().max(),
                figures.stored().mean(),
                figures.rgbSha256().orElse(null),
                modality == null ? null : modality.min(),
                modality == null ? null : modality.max(),
                modality == null ? null : modality.mean(),
                voi == null ? null : voi.min(),
                voi == null ? null : voi.max(),
                voi == null ? null : voi.mean(),
                null);
    }

    static InspectedFrame failed(int number, String why) {
        return new InspectedFrame(
                number, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                null, why);
    }
}
