package org.isocenter.dicom.decode;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/** Decodes a JPEG baseline frame to its components, without colour conversion (ISO/IEC 10918-1, 8 bits). */
final class JpegPixels {
    private JpegPixels() {}

    static int[] unpack(byte[] frame, PixelLayout layout) {
        Raster raster = decode(frame);
        if (raster.getWidth() != layout.columns()
                || raster.getHeight() != layout.rows()
                || raster.getNumBands() != layout.samples()) {
            throw PixelLayout.undecodable("the JPEG frame has %d x %d x %d values"
                    .formatted(raster.getHeight(), raster.getWidth(), raster.getNumBands()));
        }
        int[] values = raster.getPixels(0, 0, layout.columns(), layout.rows(), (int[]) null);
        for (int i = 0; i < values.length; i++) {
            values[i] = layout.lowValue(values[i]);
        }
        return values;
    }

    private static Raster decode(byte[] frame) {
        ImageReader reader = plainReader();
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(frame))) {
            List<String> warnings = new ArrayList<>();
            reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning.toLowerCase(Locale.ROOT)));
            reader.setInput(in, true, true);
            Raster raster = reader.readRaster(0, null);
            if (warnings.stream().anyMatch(JpegPixels::isLoss)) {
                throw new IOException("the reader filled in what is missing: " + warnings);
            }
            return raster;
        } catch (IOException | RuntimeException e) {
            throw new PlatformException(
                    ErrorCode.UNDECODABLE_PIXELS, "Expected a JPEG baseline frame; its code stream is damaged.", e);
        } finally {
            reader.dispose();
        }
    }

    /** libjpeg makes up grey blocks where the data ends and goes on after a broken code; its words are always English. */
    private static boolean isLoss(String warning) {
        return warning.contains("premature end") || warning.contains("bad huffman code");
    }

    /** Java's own reader, which hands out components as they are; others on the class path convert colours first. */
    private static ImageReader plainReader() {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("jpeg");
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            if (reader.getClass().getName().startsWith("com.sun.imageio.")) {
                return reader;
            }
        }
        throw new IllegalStateException("every Java with java.desktop has a JPEG reader");
    }
}
