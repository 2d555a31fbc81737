package org.isocenter.dicom.decode;

import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.platform.digest.Sha256;

/**
 * What one frame's pixels come to, for those who compare two decoders.
 *
 * @param frame the frame as stored
 * @param storedSha256 SHA-256 of its canonical bytes, in lower-case hex
 * @param stored of the stored values
 * @param rgbSha256 SHA-256 of the colours, for a colour image
 * @param modality after the modality transform, for one sample per pixel and no palette
 * @param voi brightness from 0 to 1, where the header states how
 */
public record FrameFigures(
        StoredFrame frame,
        String storedSha256,
        Range stored,
        Optional<String> rgbSha256,
        Optional<Range> modality,
        Optional<Range> voi) {

    /** Smallest, largest and mean value. */
    public record Range(double min, double max, double mean) {

        static Range of(Samples samples, DoubleUnaryOperator transform) {
            double min = Double.POSITIVE_INFINITY;
            double max = Double.NEGATIVE_INFINITY;
            double sum = 0;
            for (int i = 0; i < samples.length(); i++) {
                double value = transform.applyAsDouble(samples.at(i));
                min = Math.min(min, value);
                max = Math.max(max, value);
                sum += value;
            }
            return new Range(min, max, sum / samples.length());
        }
    }

    /** Decodes a frame, counted from 0, and sums it up. Fails as {@link StoredFrame#of} does. */
    public static FrameFigures of(DicomObject object, int number) {
        StoredFrame frame = StoredFrame.of(object, number);
        Samples samples = frame.samples();
        boolean grey = frame.samplesPerPixel() == 1 && !frame.photometric().equals("PALETTE COLOR");
        ModalityTransform modality = ModalityTransform.of(object.dataset(), number);
        return new FrameFigures(
                frame,
                sha256(samples.canonical()),
                Range.of(samples, DoubleUnaryOperator.identity()),
                Colour.exact(frame, object.dataset()).map(FrameFigures::sha256),
                grey ? Optional.of(Range.of(samples, modality)) : Optional.empty(),
                VoiTransform.of(object.dataset(), number)
                        .filter(voi -> grey)
                        .map(voi -> Range.of(samples, modality.andThen(voi))));
    }

    private static String sha256(byte[] bytes) {
        return Sha256.hex(Sha256.of(bytes));
    }
}
