package org.isocenter.dicom.pipeline;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.isocenter.dicom.image.ImageFolder;
import org.isocenter.dicom.image.ImageReader;
import org.isocenter.dicom.part10.Part10Files;
import org.isocenter.dicom.pipeline.IngestPipeline.Ended;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.project.Project;
import org.isocenter.platform.security.ProjectKeys;

/** Imports a folder or file: DICOM objects as they are, pictures and NumPy archives as Secondary Capture objects. */
public final class FolderImport {
    private final IngestPipeline pipeline;
    private final ProjectKeys keys;
    private final long largestObject;

    /**
     * Imports through a pipeline.
     *
     * @param pipeline where each object goes
     * @param keys keys of the projects
     * @param largestObject bytes above which a file is left out
     */
    public FolderImport(IngestPipeline pipeline, ProjectKeys keys, long largestObject) {
        this.pipeline = pipeline;
        this.keys = keys;
        this.largestObject = largestObject;
    }

    /**
     * What became of an import.
     *
     * @param received files and array images taken
     * @param stored new instances
     * @param duplicates known ones
     * @param quarantined those held back
     * @param ownPatients pictures without a patient, each its own
     * @param broken names of files that were left out, for the person who imports
     * @param reasons why, in the same order: a code and a sentence
     */
    public record Report(
            int received,
            int stored,
            int duplicates,
            int quarantined,
            int ownPatients,
            List<String> broken,
            List<String> reasons) {}

    /**
     * Imports everything below a path and waits for each object's end.
     *
     * @param patients the patient of a picture by its relative name, where a label file has one
     * @param progress hears of each object as it ends
     */
    public Report run(
            Project project, Path source, Function<String, Optional<String>> patients, Consumer<Ended> progress) {
        ImportTally tally = new ImportTally(pipeline, keys, project, progress);
        if (!ImageFolder.isArchive(source)) {
            dicomFiles(source).forEach(file -> take(source, file, tally));
        }
        ImageFolder.visit(source, patients, tally);
        return tally.report();
    }

    private void take(Path source, Path file, ImportTally tally) {
        try (InputStream in = open(file)) {
            tally.dicom(in);
        } catch (UncheckedIOException e) {
            tally.broken(name(source, file), unreadable(e));
        } catch (PlatformException e) {
            if (e.code() != ErrorCode.NOT_DICOM && e.code() != ErrorCode.ELEMENT_TOO_LARGE) {
                throw e; // the file is sound, but what takes it is not
            }
            tally.broken(name(source, file), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // closing what was only read
        }
    }

    private InputStream open(Path file) {
        try {
            if (Files.size(file) > largestObject) {
                throw ImportTally.tooLarge(largestObject);
            }
            return Files.newInputStream(file);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static PlatformException unreadable(Exception cause) {
        return new PlatformException(
                ErrorCode.NOT_DICOM,
                "Expected a file that can be read; opening it failed. Check its permissions.",
                cause);
    }

    private static String name(Path source, Path file) {
        Path name = source.equals(file) ? file.getFileName() : source.relativize(file);
        return String.valueOf(name).replace('\\', '/');
    }

    private static List<Path> dicomFiles(Path source) {
        try (Stream<Path> walk = Files.walk(source)) {
            return walk.filter(Files::isRegularFile)
                    .filter(file -> !ImageReader.isImageName(file) && Part10Files.isCandidate(file))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
