package org.isocenter.dicom.render;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.decode.FrameDecoder;
import org.isocenter.dicom.decode.ModalityTransform;
import org.isocenter.dicom.decode.Samples;
import org.isocenter.dicom.decode.StoredFrame;
import org.isocenter.dicom.decode.VoiTransform;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.platform.imaging.Frame;
import org.isocenter.platform.imaging.Pixels;
import org.isocenter.platform.imaging.Window;

/** Draws frames: decoded, through modality and VOI transform to 8 bits, region and size, captions last (PS3.4 N.2). */
public final class FramePainter {
    private static final int MOST_LEVELS = 1 << 16;

    private final FrameDecoder decoder = new FrameDecoder();

    /**
     * A frame as a picture file; fails as {@link StoredFrame#of} does, and with {@code BAD_REQUEST} where the region is not within the frame.
     *
     * @param frame counted from 0
     */
    public byte[] paint(DicomObject object, int frame, Rendering rendering, PictureFormat format) {
        BufferedImage full = isGrey(object.dataset()) ? grey(object, frame, rendering) : colour(object, frame);
        BufferedImage picture =
                rendering.viewport().map(port -> Scaling.scaled(full, port)).orElse(full);
        rendering.annotations().stream()
                .sorted()
                .forEach(each -> Caption.write(picture, each, each.lines(object.dataset())));
        return format.write(picture, rendering.quality());
    }

    private static boolean isGrey(Dataset dataset) {
        return dataset.integer(Tag.SAMPLES_PER_PIXEL).orElse(1) == 1
                && !dataset.string(Tag.PHOTOMETRIC_INTERPRETATION).orElse("").equals("PALETTE COLOR");
    }

    private BufferedImage colour(DicomObject object, int number) {
        Frame frame = decoder.decode(object, number);
        BufferedImage picture = new BufferedImage(frame.columns(), frame.rows(), BufferedImage.TYPE_3BYTE_BGR);
        byte[] rgb = ((Pixels.Rgb8) frame.pixels()).values();
        byte[] bgr = ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
        for (int i = 0; i + 2 < rgb.length; i += 3) {
            bgr[i] = rgb[i + 2];
            bgr[i + 1] = rgb[i + 1];
            bgr[i + 2] = rgb[i];
        }
        return picture;
    }

    private static BufferedImage grey(DicomObject object, int number, Rendering rendering) {
        StoredFrame frame = StoredFrame.of(object, number);
        DoubleUnaryOperator modality = ModalityTransform.of(object.dataset(), number);
        VoiTransform voi = voi(object.dataset(), number, rendering.window(), frame.samples(), modality);
        BufferedImage picture = new BufferedImage(frame.columns(), frame.rows(), BufferedImage.TYPE_BYTE_GRAY);
        byte[] levels = ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
        fill(levels, frame.samples(), value -> voi.applyAsDouble(modality.applyAsDouble(value)));
        return picture;
    }

    private static VoiTransform voi(
            Dataset dataset, int number, Optional<DisplayWindow> asked, Samples samples, DoubleUnaryOperator modality) {
        return asked.map(each -> VoiTransform.of(dataset, each.window(), each.function()))
                .or(() -> VoiTransform.of(dataset, number))
                .orElseGet(() -> VoiTransform.of(dataset, fullRange(dataset, samples, modality), "LINEAR_EXACT"));
    }

    /** From the smallest to the largest value, padding left out. */
    private static Window fullRange(Dataset dataset, Samples samples, DoubleUnaryOperator modality) {
        Optional<Integer> padding = dataset.integer(Tag.PIXEL_PADDING_VALUE);
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < samples.length(); i++) {
            double stored = samples.at(i);
            if (Double.isFinite(stored) && (padding.isEmpty() || stored != padding.get())) {
                double value = modality.applyAsDouble(stored);
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        if (low < high) {
            return new Window((low + high) / 2, high - low);
        }
        return new Window(Double.isFinite(low) ? low + 0.5 : 0, 1); // one value alone is dark
    }

    /** Each value's level, worked out once per value where whole numbers are close together. */
    private static void fill(byte[] levels, Samples samples, DoubleUnaryOperator brightness) {
        if (samples instanceof Samples.Whole whole && whole.bits() <= 16) {
            int lowest = whole.signed() ? -(1 << (whole.bits() - 1)) : 0;
            byte[] table = new byte[Math.min(MOST_LEVELS, 1 << whole.bits())];
            boolean[] known = new boolean[table.length];
            int[] values = whole.values();
            for (int i = 0; i < levels.length; i++) {
                int index = values[i] - lowest;
                if (!known[index]) {
                    table[index] = level(brightness.applyAsDouble(values[i]));
                    known[index] = true;
                }
                levels[i] = table[index];
            }
        } else {
            for (int i = 0; i < levels.length; i++) {
                levels[i] = level(brightness.applyAsDouble(samples.at(i)));
            }
        }
    }

    private static byte level(double brightness) {
        return (byte) Math.round(255 * brightness);
    }
}
