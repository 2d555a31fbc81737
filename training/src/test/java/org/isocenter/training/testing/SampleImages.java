package org.isocenter.training.testing;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.isocenter.platform.imaging.Frame;
import org.isocenter.platform.imaging.Laterality;
import org.isocenter.platform.imaging.Modality;
import org.isocenter.platform.imaging.Pixels;
import org.isocenter.platform.imaging.ValueUnit;

/** Sample pictures as frames, without the way through DICOM that other rooms' tests cover. */
public final class SampleImages {

    /** An image file as colour triples. */
    public static Frame colour(Path file) {
        BufferedImage image = read(file);
        byte[] triples = new byte[image.getWidth() * image.getHeight() * 3];
        for (int i = 0; i < triples.length / 3; i++) {
            int rgb = image.getRGB(i % image.getWidth(), i / image.getWidth());
            triples[3 * i] = (byte) (rgb >> 16);
            triples[3 * i + 1] = (byte) (rgb >> 8);
            triples[3 * i + 2] = (byte) rgb;
        }
        return frame(image.getHeight(), image.getWidth(), new Pixels.Rgb8(triples));
    }

    /** A frame of display values. */
    public static Frame frame(int rows, int columns, Pixels pixels) {
        return new Frame(
                rows,
                columns,
                pixels,
                ValueUnit.DISPLAY,
                1,
                0,
                Optional.empty(),
                Optional.empty(),
                Modality.OTHER,
                Laterality.UNSPECIFIED);
    }

    /** A grey frame of Hounsfield units. */
    public static Frame hounsfield(int rows, int columns, short[] values) {
        return new Frame(
                rows,
                columns,
                new Pixels.Grey16(values),
                ValueUnit.HOUNSFIELD,
                1,
                0,
                Optional.empty(),
                Optional.empty(),
                Modality.CT,
                Laterality.UNSPECIFIED);
    }

    private static BufferedImage read(Path file) {
        try {
            return ImageIO.read(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SampleImages() {}
}
