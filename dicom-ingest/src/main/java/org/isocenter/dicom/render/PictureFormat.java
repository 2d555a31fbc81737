package org.isocenter.dicom.render;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** The rendered media types of single frames (PS3.18 8.7.4), the default first. */
public enum PictureFormat {
    JPEG("image/jpeg", "jpeg"),
    PNG("image/png", "png"),
    GIF("image/gif", "gif");

    private final String mediaType;
    private final String writer;

    PictureFormat(String mediaType, String writer) {
        this.mediaType = mediaType;
        this.writer = writer;
    }

    /** The media type, such as {@code image/png}. */
    public String mediaType() {
        return mediaType;
    }

    /**
     * Writes a picture.
     *
     * @param quality 1 to 100; PNG and GIF lose nothing that it could spare
     */
    byte[] write(BufferedImage picture, int quality) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
        ImageWriter encoder = ImageIO.getImageWritersByFormatName(writer).next();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam how = encoder.getDefaultWriteParam();
            if (this == JPEG) {
                how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                how.setCompressionQuality(quality / 100f);
            }
            encoder.setOutput(out);
            encoder.write(null, new IIOImage(picture, null, null), how);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            encoder.dispose();
        }
        return bytes.toByteArray();
    }
}
