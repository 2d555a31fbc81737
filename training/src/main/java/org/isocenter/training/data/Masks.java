package org.isocenter.training.data;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.blob.BlobStore;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/**
 * Reads stored masks: 8-bit grey PNG, 0 background, k the k-th class.
 *
 * @param blobs where they lie
 */
public record Masks(BlobStore blobs) {

    /** A mask at another size, each pixel the nearest of the stored one; row-major. */
    public byte[] read(BlobKey key, int rows, int columns) {
        try (InputStream in = blobs.open(key)) {
            BufferedImage image = ImageIO.read(in);
            if (image == null) {
                throw new PlatformException(ErrorCode.LABELS_UNREADABLE, "a stored mask is not a PNG; import it again");
            }
            return sized(image, rows, columns);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] sized(BufferedImage image, int rows, int columns) {
        byte[] mask = new byte[rows * columns];
        for (int y = 0; y < rows; y++) {
            int sourceRow = (int) ((y + 0.5) * image.getHeight() / rows);
            for (int x = 0; x < columns; x++) {
                int sourceColumn = (int) ((x + 0.5) * image.getWidth() / columns);
                mask[y * columns + x] = (byte) image.getRaster().getSample(sourceColumn, sourceRow, 0);
            }
        }
        return mask;
    }

    /** A mask at another size, each pixel the nearest of it; row-major. */
    public static byte[] sized(byte[] mask, int fromRows, int fromColumns, int rows, int columns) {
        byte[] sized = new byte[rows * columns];
        for (int y = 0; y < rows; y++) {
            int sourceRow = (int) ((y + 0.5) * fromRows / rows);
            for (int x = 0; x < columns; x++) {
                sized[y * columns + x] = mask[sourceRow * fromColumns + (int) ((x + 0.5) * fromColumns / columns)];
            }
        }
        return sized;
    }

    /** A mask as PNG of the same form. */
    public static byte[] png(byte[] mask, int rows, int columns) {
        BufferedImage image = new BufferedImage(columns, rows, BufferedImage.TYPE_BYTE_GRAY);
        System.arraycopy(mask, 0, ((DataBufferByte) image.getRaster().getDataBuffer()).getData(), 0, mask.length);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
