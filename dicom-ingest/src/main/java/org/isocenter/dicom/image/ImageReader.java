package org.isocenter.dicom.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageInputStream;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JPEG, PNG or TIFF picture: grey stays grey at 8 or 16 bits, palettes and CMYK become RGB, transparency is
 * laid over black, and the orientation a camera noted is applied.
 */
public final class ImageReader {
    private static final Set<String> SUFFIXES = Set.of("jpg", "jpeg", "png", "tif", "tiff");
    /** Larger pictures are refused before their pixels are read. */
    private static final long MOST_PIXELS = 100_000_000L;

    private static final long MOST_BYTES = 1L << 30;

    private ImageReader() {}

    /** Whether a file's name ends like a picture's. */
    public static boolean isImageName(Path file) {
        return isImageName(String.valueOf(file.getFileName()));
    }

    /** The same for a name within an archive. */
    public static boolean isImageName(String name) {
        return SUFFIXES.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }

    /** Reads a file. Fails with {@link ErrorCode#UNREADABLE_IMAGE}, without the file's name, where it is no picture. */
    public static RasterImage read(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw unreadable("the file is larger than 1 GiB", null);
            }
            return read(Files.readAllBytes(file));
        } catch (IOException e) {
            throw unreadable("the file could not be opened", e);
        }
    }

    /** Reads a picture from its bytes. */
    public static RasterImage read(byte[] bytes) {
        BufferedImage image = Exif.upright(decode(bytes), Exif.orientation(bytes));
        return RasterConversion.of(image).greyIfColourless();
    }

    /** Decodes the first picture as Java sees it; colour, palette and alpha as they are. */
    static BufferedImage decode(byte[] bytes) {
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
            Iterator<javax.imageio.ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw unreadable("it is none of JPEG, PNG and TIFF", null);
            }
            javax.imageio.ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                refuseHuge(reader.getWidth(0), reader.getHeight(0));
                return reader.read(0);
            } finally {
                reader.dispose();
            }
        } catch (PlatformException e) {
            throw e;
        } catch (IOException | RuntimeException e) { // readers of damaged files throw whatever they stumble over
            throw unreadable("its contents are damaged", e);
        }
    }

    private static void refuseHuge(long width, long height) {
        if (width * height > MOST_PIXELS) {
            throw unreadable(
                    "it has %d x %d pixels and at most %d are read".formatted(width, height, MOST_PIXELS), null);
        }
    }

    static PlatformException unreadable(String why, @Nullable Throwable cause) {
        String message = "Expected a JPEG, PNG or TIFF picture; " + why + ". Replace it or leave it out.";
        return cause == null
                ? new PlatformException(ErrorCode.UNREADABLE_IMAGE, message)
                : new PlatformException(ErrorCode.UNREADABLE_IMAGE, message, cause);
    }
}
