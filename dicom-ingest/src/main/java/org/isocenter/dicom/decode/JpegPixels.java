package org.isocenter.dicom.decode;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
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
            reader.setInput(in, true, true);
            return reader.readRaster(0, null);
        } catch (IOException | RuntimeException e) {
            throw new PlatformException(
                    ErrorCode.UNDECODABLE_PIXELS, "Expected a JPEG baseline frame; its code stream is damaged.", e);
        } finally {
            reader.dispose();
        }
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
