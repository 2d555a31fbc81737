package org.isocenter.cli.upload;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.isocenter.cli.client.ImportCalls;
import org.isocenter.cli.client.ImportCalls.Report;
import org.isocenter.cli.client.IsocenterClient;
import org.isocenter.cli.console.ProgressBar;
import org.isocenter.dicom.image.ImageFolder;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/**
 * Sends a folder, a ZIP, a NumPy archive or one file to a server, in batches, so that it works for a server anywhere and
 * says how far it is. Only pictures keep their relative names on the way, since labels will name them; file names of
 * DICOM objects stay here.
 */
public final class Upload {
    private static final int MOST_BYTES = 32 << 20;
    private static final int MOST_FILES = 100;

    private final ImportCalls imports;
    private final String project;
    private final Map<String, String> patients;
    private final ProgressBar progress;
    private final Names names;

    /** What pictures are called on the server, and which of them stay here. */
    private record Names(String prefix, Set<Path> leftOut) {}

    /**
     * Prepares an upload.
     *
     * @param patients the patient of a picture by its relative name
     */
    public Upload(ImportCalls imports, String project, Map<String, String> patients, ProgressBar progress) {
        this(imports, project, patients, progress, new Names("", Set.of()));
    }

    private Upload(
            ImportCalls imports, String project, Map<String, String> patients, ProgressBar progress, Names names) {
        this.imports = imports;
        this.project = project;
        this.patients = Map.copyOf(patients);
        this.progress = progress;
        this.names = names;
    }

    /** The same, with a prefix before the names of pictures, so that two folders cannot mean the same by one name. */
    public Upload under(String prefix) {
        return new Upload(imports, project, patients, progress, new Names(prefix, names.leftOut()));
    }

    /** The same without some files of a folder: masks lie beside images and are none. */
    public Upload without(Collection<Path> files) {
        Set<Path> leftOut =
                files.stream().map(file -> file.toAbsolutePath().normalize()).collect(Collectors.toSet());
        return new Upload(imports, project, patients, progress, new Names(names.prefix(), leftOut));
    }

    /**
     * Sends everything and adds up what became of it; {@code NOT_FOUND} where there is no such path,
     * {@code UNREADABLE_IMAGE} where nothing in it can be taken in.
     */
    public Report send(Path source) {
        if (!Files.exists(source)) {
            throw new PlatformException(ErrorCode.NOT_FOUND, "there is no file or folder " + source);
        }
        if (ImageFolder.isArchive(source)) {
            progress.show(0, 0, "sending a NumPy archive");
            return imports.upload(project, source);
        }
        if (!source.toString().endsWith(".zip")) {
            return send(SourceFiles.below(source).stream()
                    .filter(file -> !names.leftOut()
                            .contains(
                                    source.resolve(file.name()).toAbsolutePath().normalize()))
                    .toList());
        }
        try (ZipFile archive = new ZipFile(source.toFile())) {
            return send(SourceFiles.in(archive));
        } catch (IOException e) {
            throw new PlatformException(
                    ErrorCode.UNREADABLE_IMAGE, "Expected a ZIP archive; it is damaged. Pack it again.", e);
        }
    }

    private Report send(List<SourceFile> files) {
        if (files.isEmpty()) {
            throw new PlatformException(
                    ErrorCode.UNREADABLE_IMAGE,
                    "Expected DICOM objects, JPEG, PNG or TIFF pictures, or a NumPy archive; there are none.");
        }
        Report report = Report.NOTHING;
        Batch batch = new Batch();
        for (int i = 0; i < files.size(); i++) {
            report = report.plus(batch.add(files.get(i)));
            if (batch.isFull() || i == files.size() - 1) {
                report = report.plus(batch.send());
                progress.show(i + 1L, files.size(), "%d of %d files taken in".formatted(i + 1, files.size()));
            }
        }
        return report;
    }

    /** What goes into one request. */
    private final class Batch {
        private final List<SourceFile> files = new ArrayList<>();
        private final List<byte[]> contents = new ArrayList<>();
        private long bytes;

        boolean isFull() {
            return bytes >= MOST_BYTES || files.size() >= MOST_FILES;
        }

        /** A file that cannot be read is left out, and the rest goes on. */
        Report add(SourceFile file) {
            try {
                byte[] content = file.content().read();
                files.add(file);
                contents.add(content);
                bytes += content.length;
                return Report.NOTHING;
            } catch (PlatformException e) {
                return Report.leftOut(file.name(), e);
            } catch (IOException e) {
                return Report.leftOut(
                        file.name(),
                        new PlatformException(
                                ErrorCode.UNREADABLE_IMAGE, "Expected a file that can be read; it cannot.", e));
            }
        }

        Report send() {
            if (files.isEmpty()) {
                return Report.NOTHING;
            }
            Report report = imports.upload(project, zip());
            files.clear();
            contents.clear();
            bytes = 0;
            return report;
        }

        private byte[] zip() {
            ByteArrayOutputStream out = new ByteArrayOutputStream((int) Math.min(bytes + 4096, 1 << 30));
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
                zip.setLevel(Deflater.BEST_SPEED);
                write(
                        zip,
                        "patients.json",
                        IsocenterClient.json(patientsOfBatch()).getBytes(UTF_8));
                for (int i = 0; i < files.size(); i++) {
                    SourceFile file = files.get(i);
                    write(zip, file.picture() ? names.prefix() + file.name() : i + ".dcm", contents.get(i));
                }
            } catch (IOException e) {
                throw new PlatformException(ErrorCode.INTERNAL, "the batch could not be packed", e);
            }
            return out.toByteArray();
        }

        private Map<String, String> patientsOfBatch() {
            Map<String, String> some = new HashMap<>();
            files.stream()
                    .map(SourceFile::name)
                    .filter(patients::containsKey)
                    .forEach(name -> some.put(names.prefix() + name, patients.get(name)));
            return some;
        }

        private void write(ZipOutputStream zip, String name, byte[] content) throws IOException {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
            zip.closeEntry();
        }
    }
}
