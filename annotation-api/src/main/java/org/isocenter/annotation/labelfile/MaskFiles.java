package org.isocenter.annotation.labelfile;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.isocenter.platform.imaging.Frame;
import org.isocenter.platform.imaging.Png;

/** Unites the mask files of one image into one mask: 0 background, k the k-th class counted from 1. */
final class MaskFiles {
    private final Map<String, Path> files;

    /** Takes the files by the relative paths under which a label file names them. */
    MaskFiles(Map<String, Path> files) {
        this.files = Map.copyOf(files);
    }

    /** A mask in the making; true where any of its files is not black. */
    boolean[] unite(LabelRow row, Frame frame) {
        boolean[] covered = new boolean[frame.rows() * frame.columns()];
        for (String name : row.masks()) {
            cover(covered, sized(row, name, frame));
        }
        return covered;
    }

    /** The mask of a row that names no class: one grey file whose values are the classes, 0 background, k the k-th. */
    byte[] values(LabelRow row, Frame frame, int classes) {
        if (row.masks().size() != 1) {
            throw LabelFile.unreadable(
                    row.line(),
                    "expected one mask whose values are the classes, or the class of the masks, came %d without a class"
                            .formatted(row.masks().size()));
        }
        Raster mask = sized(row, row.masks().get(0), frame);
        byte[] values = new byte[frame.rows() * frame.columns()];
        for (int i = 0; i < values.length; i++) {
            int value = mask.getSample(i % mask.getWidth(), i / mask.getWidth(), 0);
            if (value > classes || mask.getNumBands() > 1) {
                throw LabelFile.unreadable(
                        row.line(),
                        "expected a grey mask of the values 0 to %d, one for each class, came %s"
                                .formatted(classes, mask.getNumBands() > 1 ? "colours" : value));
            }
            values[i] = (byte) value;
        }
        return values;
    }

    private Raster sized(LabelRow row, String name, Frame frame) {
        Raster mask = read(row, name).getRaster();
        if (mask.getWidth() != frame.columns() || mask.getHeight() != frame.rows()) {
            throw LabelFile.unreadable(
                    row.line(),
                    "expected a mask of %d x %d pixels as the image has, came %d x %d"
                            .formatted(frame.columns(), frame.rows(), mask.getWidth(), mask.getHeight()));
        }
        return mask;
    }

    private static void cover(boolean[] covered, Raster mask) {
        int bands = Math.min(3, mask.getNumBands());
        int[] pixel = new int[mask.getNumBands()];
        for (int i = 0; i < covered.length; i++) {
            int[] values = mask.getPixel(i % mask.getWidth(), i / mask.getWidth(), pixel);
            covered[i] |= IntStream.range(0, bands == 2 ? 1 : bands).anyMatch(band -> values[band] != 0);
        }
    }

    private BufferedImage read(LabelRow row, String name) {
        Path file = Optional.ofNullable(files.get(name.startsWith("./") ? name.substring(2) : name))
                .orElseThrow(() -> LabelFile.unreadable(row.line(), "the mask it names was not sent"));
        try {
            return Optional.ofNullable(ImageIO.read(file.toFile()))
                    .orElseThrow(() -> LabelFile.unreadable(row.line(), "the mask it names is not a picture"));
        } catch (IOException e) {
            throw LabelFile.unreadable(row.line(), "the mask it names cannot be read as a picture");
        }
    }

    /** The mask as an 8-bit grey PNG. */
    static byte[] png(byte[] values, int columns) {
        BufferedImage image = new BufferedImage(columns, values.length / columns, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < values.length; i++) {
            image.getRaster().setSample(i % columns, i / columns, 0, values[i]);
        }
        return Png.of(image);
    }
}
