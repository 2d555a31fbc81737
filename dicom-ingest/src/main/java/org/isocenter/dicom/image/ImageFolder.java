package org.isocenter.dicom.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/** Reads every picture below a folder, or of a NumPy archive; a broken one is reported and the rest goes on. */
public final class ImageFolder {

    /** Takes what is found, one at a time. */
    public interface Visitor {
        /** A picture with its name relative to the folder, {@code /} between its parts. */
        void image(ImportedImage image);

        /** A file that could not be read, with its relative name; the name is for the person who imports, not for logs. */
        void broken(String name, PlatformException why);
    }

    private ImageFolder() {}

    /**
     * Visits the pictures in the order of their names.
     *
     * @param source a folder, a picture or an {@code .npz} file
     * @param patients the patient of an image by its name, where the label file has one
     */
    public static void visit(Path source, Function<String, Optional<String>> patients, Visitor visitor) {
        if (isArchive(source)) {
            visitArchive(source, patients, visitor);
            return;
        }
        Path base = Files.isDirectory(source)
                ? source
                : Optional.ofNullable(source.getParent()).orElse(Path.of(""));
        for (Path file : pictures(source)) {
            String name = base.relativize(file).toString().replace('\\', '/');
            RasterImage image;
            try {
                image = ImageReader.read(file);
            } catch (PlatformException e) {
                visitor.broken(name, e);
                continue;
            }
            visitor.image(new ImportedImage(name, patients.apply(name), image));
        }
    }

    /** Whether a file is a NumPy archive by its name. */
    public static boolean isArchive(Path file) {
        return String.valueOf(file.getFileName()).endsWith(".npz");
    }

    private static void visitArchive(Path source, Function<String, Optional<String>> patients, Visitor visitor) {
        try {
            new NpzImages(source)
                    .forEach((name, image) -> visitor.image(new ImportedImage(name, patients.apply(name), image)));
        } catch (PlatformException e) {
            if (e.code() != ErrorCode.UNREADABLE_IMAGE) {
                throw e; // the archive is sound, but what takes its images is not
            }
            visitor.broken(String.valueOf(source.getFileName()), e);
        }
    }

    private static List<Path> pictures(Path source) {
        try (Stream<Path> walk = Files.walk(source)) {
            return walk.filter(Files::isRegularFile)
                    .filter(ImageReader::isImageName)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
