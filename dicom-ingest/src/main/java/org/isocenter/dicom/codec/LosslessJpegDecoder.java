package org.isocenter.dicom.codec;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/** Decodes lossless JPEG with TwelveMonkeys; FFmpeg misreads the longest difference of 16-bit samples. */
final class LosslessJpegDecoder {
    private static final JPEGImageReaderSpi READERS = readers();

    private LosslessJpegDecoder() {}

    /** The provider finds Java's own reader, which it builds upon, when it is told that it was registered. */
    private static JPEGImageReaderSpi readers() {
        JPEGImageReaderSpi provider = new JPEGImageReaderSpi();
        provider.onRegistration(IIORegistry.getDefaultInstance(), ImageReaderSpi.class);
        return provider;
    }

    static Picture decode(byte[] stream, long mostPixels) {
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(stream))) {
            ImageReader reader = READERS.createReaderInstance(null);
            try {
                reader.setInput(in, true, true);
                if ((long) reader.getWidth(0) * reader.getHeight(0) > mostPixels) {
                    throw new IOException("there are more pixels than the header says");
                }
                Raster raster = reader.readRaster(0, null);
                int[] values = raster.getPixels(0, 0, raster.getWidth(), raster.getHeight(), (int[]) null);
                return new Picture(raster.getHeight(), raster.getWidth(), raster.getNumBands(), values);
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            throw new PlatformException(
                    ErrorCode.UNDECODABLE_PIXELS, "Expected a lossless JPEG code stream; it is damaged.", e);
        }
    }
}
