package org.isocenter.cli.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.isocenter.dicom.decode.FrameDecoder;
import org.isocenter.dicom.part10.Part10Reader;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.imaging.Frame;
import org.isocenter.training.data.FrameSource;

/**
 * The first frames of the DICOM files of a folder, read and decoded whenever they are asked for.
 *
 * @param files with an image that can be decoded
 */
record DicomFiles(List<Path> files) implements FrameSource {
    private static final FrameDecoder DECODER = new FrameDecoder();

    /**
     * The images of a folder and its folders, in the order of their paths; what is no image is left out.
     *
     * @throws PlatformException {@code BAD_REQUEST} where there is none
     */
    static DicomFiles of(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> images = all.filter(Files::isRegularFile)
                    .sorted()
                    .filter(DicomFiles::isImage)
                    .toList();
            if (images.isEmpty()) {
                throw new PlatformException(
                        ErrorCode.BAD_REQUEST, "Expected DICOM images beneath the folder, found none.");
            }
            return new DicomFiles(images);
        }
    }

    private static boolean isImage(Path file) {
        try {
            decode(file);
            return true;
        } catch (PlatformException | UncheckedIOException e) {
            return false; // whatever is wrong with it, it cannot be measured
        }
    }

    private static Frame decode(Path file) {
        try {
            return DECODER.decode(Part10Reader.read(file), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int size() {
        return files.size();
    }

    @Override
    public String id(int place) {
        return files.get(place).toString();
    }

    @Override
    public Frame frame(int place) {
        return decode(files.get(place));
    }
}
