package org.isocenter.dicom.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.isocenter.dicom.image.ImageFolder;
import org.isocenter.dicom.image.ImageReader;
import org.isocenter.dicom.image.ImportedImage;
import org.isocenter.dicom.image.SecondaryCapture;
import org.isocenter.dicom.part10.Part10Writer;
import org.isocenter.dicom.pipeline.IngestPipeline.Ended;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.project.Project;
import org.isocenter.platform.security.ProjectKeys;
import org.isocenter.platform.security.SourceKey;
import org.isocenter.platform.study.IngestLedger.Fate;

/** Imports a folder or file: DICOM objects as they are, pictures and NumPy archives as Secondary Capture objects. */
public final class FolderImport {
    private final IngestPipeline pipeline;
    private final ProjectKeys keys;

    public FolderImport(IngestPipeline pipeline, ProjectKeys keys) {
        this.pipeline = pipeline;
        this.keys = keys;
    }

    /**
     * What became of an import.
     *
     * @param received files and array images taken
     * @param stored new instances
     * @param duplicates known ones
     * @param quarantined those held back
     * @param ownPatients pictures without a patient, each its own
     * @param broken names of pictures that could not be read, for the person who imports
     */
    public record Report(
            int received, int stored, int duplicates, int quarantined, int ownPatients, List<String> broken) {}

    /**
     * Imports everything below a path and waits for each object's end.
     *
     * @param patients the patient of a picture by its relative name, where a label file has one
     * @param progress hears of each object as it ends
     */
    public Report run(
            Project project, Path source, Function<String, Optional<String>> patients, Consumer<Ended> progress) {
        Counter counter = new Counter(project, progress);
        if (!ImageFolder.isArchive(source)) {
            dicomFiles(source).forEach(counter::dicom);
        }
        ImageFolder.visit(source, patients, counter);
        return counter.report();
    }

    private static List<Path> dicomFiles(Path source) {
        try (Stream<Path> walk = Files.walk(source)) {
            return walk.filter(Files::isRegularFile)
                    .filter(file -> !ImageReader.isImageName(file) && isCandidate(file))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Files that say or look like DICOM; other files beside the images are not ours. */
    private static boolean isCandidate(Path file) {
        String name = String.valueOf(file.getFileName());
        if (name.endsWith(".dcm") || name.endsWith(".DCM")) {
            return true;
        }
        try (var in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(132);
            return head.length == 132 && head[128] == 'D' && head[129] == 'I' && head[130] == 'C' && head[131] == 'M';
        } catch (IOException e) {
            return false;
        }
    }

    private final class Counter implements ImageFolder.Visitor {
        private final Project project;
        private final Consumer<Ended> progress;
        private final byte[] key;
        private final SecondaryCapture capture;
        private final List<String> broken = new ArrayList<>();
        private final int[] fates = new int[Fate.values().length];
        private int ownPatients;

        Counter(Project project, Consumer<Ended> progress) {
            this.project = project;
            this.progress = progress;
            this.key = keys.key(project.id());
            this.capture = new SecondaryCapture(key);
        }

        void dicom(Path file) {
            try {
                ingest(Optional.empty(), Files.readAllBytes(file));
            } catch (IOException e) {
                broken.add(String.valueOf(file.getFileName()));
            }
        }

        @Override
        public void image(ImportedImage image) {
            ownPatients += image.patient().isEmpty() ? 1 : 0;
            ingest(Optional.of(SourceKey.of(key, image.name())), Part10Writer.bytes(capture.of(image)));
        }

        @Override
        public void broken(String name, PlatformException why) {
            broken.add(name);
        }

        private void ingest(Optional<String> sourceKey, byte[] bytes) {
            Ended ended = pipeline.ingest(pipeline.receive(project, sourceKey, bytes));
            count(ended.fate());
            progress.accept(ended);
        }

        private void count(Fate fate) {
            switch (fate) {
                case STORED -> fates[0]++;
                case DUPLICATE -> fates[1]++;
                case QUARANTINED -> fates[2]++;
            }
        }

        Report report() {
            return new Report(
                    fates[0] + fates[1] + fates[2], fates[0], fates[1], fates[2], ownPatients, List.copyOf(broken));
        }
    }
}
