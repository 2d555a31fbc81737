package org.isocenter.cli.upload;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.isocenter.dicom.image.ImageReader;
import org.isocenter.dicom.part10.Part10Files;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/** Finds the DICOM objects and pictures below a folder, in a ZIP, or in one file; other files are passed over. */
final class SourceFiles {
    /** A file is held in memory twice while it is sent. */
    private static final long MOST_BYTES = 256L << 20;

    private SourceFiles() {}

    /** The files below a folder, or the one that is named, in the order of their names. */
    static List<SourceFile> below(Path source) {
        Path base = Files.isDirectory(source)
                ? source
                : Optional.ofNullable(source.toAbsolutePath().getParent()).orElse(Path.of("/"));
        Path start = Files.isDirectory(source) ? source : source.toAbsolutePath();
        try (Stream<Path> walk = Files.walk(start)) {
            return walk.filter(Files::isRegularFile)
                    .filter(file -> ImageReader.isImageName(file) || Part10Files.isCandidate(file))
                    .sorted()
                    .map(file -> new SourceFile(
                            base.relativize(file).toString().replace('\\', '/'),
                            ImageReader.isImageName(file),
                            () -> bytes(file)))
                    .toList();
        } catch (IOException e) {
            throw new PlatformException(ErrorCode.UNREADABLE_IMAGE, "the folder cannot be read to its end", e);
        }
    }

    /** The files in an open archive, in its order. */
    static List<SourceFile> in(ZipFile archive) throws IOException {
        List<SourceFile> files = new ArrayList<>();
        for (ZipEntry entry : Collections.list(archive.entries())) {
            boolean picture = ImageReader.isImageName(entry.getName());
            if (!entry.isDirectory() && (picture || isDicom(archive, entry))) {
                files.add(new SourceFile(entry.getName(), picture, () -> bytes(archive, entry)));
            }
        }
        return files;
    }

    private static boolean isDicom(ZipFile archive, ZipEntry entry) throws IOException {
        try (InputStream in = archive.getInputStream(entry)) {
            return Part10Files.isCandidate(entry.getName(), in.readNBytes(Part10Files.HEAD));
        }
    }

    private static byte[] bytes(Path file) throws IOException {
        requireSize(Files.size(file));
        return Files.readAllBytes(file);
    }

    private static void requireSize(long bytes) {
        if (bytes > MOST_BYTES) {
            throw new PlatformException(
                    ErrorCode.ELEMENT_TOO_LARGE,
                    ("Expected at most %d bytes; the file has more. Send it by C-STORE or STOW, or let the server"
                                    + " read it with --on-server.")
                            .formatted(MOST_BYTES));
        }
    }

    private static byte[] bytes(ZipFile archive, ZipEntry entry) throws IOException {
        requireSize(entry.getSize());
        try (InputStream in = archive.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }
}
