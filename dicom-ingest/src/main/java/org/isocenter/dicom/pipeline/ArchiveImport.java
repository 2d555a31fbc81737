package org.isocenter.dicom.pipeline;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.isocenter.dicom.image.ImageReader;
import org.isocenter.dicom.image.ImportedImage;
import org.isocenter.dicom.image.NpzImages;
import org.isocenter.dicom.image.RasterImage;
import org.isocenter.dicom.part10.Part10Files;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.project.Project;
import org.isocenter.platform.security.ProjectKeys;

/**
 * Imports what a ZIP stream holds, entry by entry as it arrives, so that nothing identified lies outside of the spool:
 * DICOM objects, pictures, and the arrays of a NumPy archive, which is a ZIP itself. Other entries are passed over.
 */
public final class ArchiveImport {
    /** A first entry of this name gives the patients of the pictures after it: a JSON object of patient by entry name. */
    public static final String PATIENTS = "patients.json";

    private final IngestPipeline pipeline;
    private final ProjectKeys keys;
    private final long limit;

    /**
     * Imports through a pipeline.
     *
     * @param limit bytes of the largest entry that is taken; larger ones are reported as broken
     */
    public ArchiveImport(IngestPipeline pipeline, ProjectKeys keys, long limit) {
        this.pipeline = pipeline;
        this.keys = keys;
        this.limit = limit;
    }

    /** Imports everything; {@code UNREADABLE_IMAGE} where the stream is no ZIP or ends early, with what came before kept. */
    public FolderImport.Report run(Project project, InputStream archive, Function<String, Optional<String>> patients) {
        Run run = new Run(new ImportTally(pipeline, keys, project, ended -> {}), patients);
        try (ZipInputStream zip = new ZipInputStream(new BufferedInputStream(archive, 1 << 16))) {
            int entries = 0;
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries++;
                if (!entry.isDirectory()) {
                    run.take(entry.getName(), zip);
                }
            }
            requireArchive(entries);
        } catch (IOException e) {
            throw unreadable(e);
        }
        return run.tally.report();
    }

    private static void requireArchive(int entries) throws IOException {
        if (entries == 0) {
            throw new IOException("no entry at all");
        }
    }

    private static PlatformException unreadable(IOException cause) {
        return new PlatformException(
                ErrorCode.UNREADABLE_IMAGE,
                "Expected a ZIP archive with at least one entry; it is damaged or of another form. What stood before the"
                        + " damage is kept; pack the rest again.",
                cause);
    }

    private final class Run {
        private final ImportTally tally;
        private final Function<String, Optional<String>> given;
        private final Map<String, String> packed = new HashMap<>();

        Run(ImportTally tally, Function<String, Optional<String>> given) {
            this.tally = tally;
            this.given = given;
        }

        void take(String name, InputStream in) throws IOException {
            if (name.endsWith(".npy")) {
                array(name, in);
                return;
            }
            if (!name.equals(PATIENTS) && !ImageReader.isImageName(name)) {
                dicom(name, in);
                return;
            }
            byte[] bytes = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, limit + 1));
            if (bytes.length > limit) {
                tally.broken(name, ImportTally.tooLarge(limit));
            } else if (name.equals(PATIENTS)) {
                packed.putAll(new ObjectMapper().readValue(bytes, new TypeReference<Map<String, String>>() {}));
            } else {
                picture(name, bytes);
            }
        }

        /** An object goes to the spool as it arrives, however large it is. */
        private void dicom(String name, InputStream in) throws IOException {
            byte[] head = in.readNBytes(Part10Files.HEAD);
            if (!Part10Files.isCandidate(name, head)) {
                return;
            }
            try {
                InputStream rest = new LimitedStream(in, limit, head.length);
                tally.dicom(new SequenceInputStream(new ByteArrayInputStream(head), rest));
            } catch (UncheckedIOException e) {
                throw e.getCause() == null ? new IOException(e) : e.getCause();
            } catch (PlatformException e) {
                if (e.code() != ErrorCode.ELEMENT_TOO_LARGE) {
                    throw e;
                }
                tally.broken(name, e);
            }
        }

        private void picture(String name, byte[] bytes) {
            RasterImage image;
            try {
                image = ImageReader.read(bytes);
            } catch (PlatformException e) {
                tally.broken(name, e);
                return;
            }
            tally.image(new ImportedImage(name, patient(name), image));
        }

        private void array(String name, InputStream in) {
            try {
                NpzImages.read(
                        name,
                        new DataInputStream(in),
                        (image, pixels) -> tally.image(new ImportedImage(image, patient(image), pixels)));
            } catch (PlatformException e) {
                if (e.code() != ErrorCode.UNREADABLE_IMAGE) {
                    throw e; // the array is sound, but what takes its images is not
                }
                tally.broken(name, e);
            }
        }

        private Optional<String> patient(String name) {
            return Optional.ofNullable(packed.get(name)).or(() -> given.apply(name));
        }
    }
}
