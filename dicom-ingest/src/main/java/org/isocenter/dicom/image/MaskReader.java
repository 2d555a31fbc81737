package org.isocenter.dicom.image;

import java.nio.file.Path;
import java.util.List;

/**
 * Reads masks from pictures: what is not black is inside. In a picture with values above 32 the border is half way, so
 * that the soft edges of a resampled or JPEG mask fall on one side.
 */
public final class MaskReader {
    private static final int LARGEST_LABEL = 32;

    private MaskReader() {}

    /** Reads one mask. */
    public static Mask read(Path file) {
        return of(ImageReader.read(file));
    }

    /** Reads several masks of one image, at least one, and unites them. */
    public static Mask readUnited(List<Path> files) {
        return files.stream()
                .map(MaskReader::read)
                .reduce(Mask::united)
                .orElseThrow(() -> new IllegalArgumentException("at least one mask is needed"));
    }

    static Mask of(RasterImage image) {
        int pixels = image.rows() * image.columns();
        int[] brightest = new int[pixels];
        int top = 0;
        for (int i = 0; i < pixels; i++) {
            for (int sample = 0; sample < image.samples(); sample++) {
                brightest[i] = Math.max(brightest[i], image.at(i * image.samples() + sample));
            }
            top = Math.max(top, brightest[i]);
        }
        int border = top <= LARGEST_LABEL ? 0 : top / 2;
        boolean[] inside = new boolean[pixels];
        for (int i = 0; i < pixels; i++) {
            inside[i] = brightest[i] > border;
        }
        return new Mask(image.rows(), image.columns(), inside);
    }
}
