package org.isocenter.dicom.pipeline;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.isocenter.dicom.image.ImageFolder;
import org.isocenter.dicom.image.ImportedImage;
import org.isocenter.dicom.image.SecondaryCapture;
import org.isocenter.dicom.part10.Part10Writer;
import org.isocenter.dicom.pipeline.IngestPipeline.Ended;
import org.isocenter.dicom.spool.Spooled;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.project.Project;
import org.isocenter.platform.security.ProjectKeys;
import org.isocenter.platform.security.SourceKey;
import org.isocenter.platform.study.IngestLedger.Fate;

/** Takes objects and pictures of one import through the pipeline, one after another, and counts how each ended. */
final class ImportTally implements ImageFolder.Visitor {
    private final IngestPipeline pipeline;
    private final Project project;
    private final Consumer<Ended> progress;
    private final byte[] key;
    private final SecondaryCapture capture;
    private final List<String> broken = new ArrayList<>();
    private final List<String> reasons = new ArrayList<>();
    private int stored;
    private int duplicates;
    private int quarantined;
    private int ownPatients;

    ImportTally(IngestPipeline pipeline, ProjectKeys keys, Project project, Consumer<Ended> progress) {
        this.pipeline = pipeline;
        this.project = project;
        this.progress = progress;
        this.key = keys.key(project.id());
        this.capture = new SecondaryCapture(key);
    }

    /** Takes an object of any size; the stream is left open. */
    void dicom(InputStream object) {
        count(pipeline.receive(project, Optional.empty(), object));
    }

    @Override
    public void image(ImportedImage image) {
        ownPatients += image.patient().isEmpty() ? 1 : 0;
        count(pipeline.receive(
                project, Optional.of(SourceKey.of(key, image.name())), Part10Writer.bytes(capture.of(image))));
    }

    @Override
    public void broken(String name, PlatformException why) {
        broken.add(name);
        reasons.add(why.code().id() + " " + why.getMessage());
    }

    /** Why a file or entry is left out unread. */
    static PlatformException tooLarge(long limit) {
        return new PlatformException(
                ErrorCode.ELEMENT_TOO_LARGE,
                "Expected at most %d bytes; the file has more. Leave it out or raise the limit.".formatted(limit));
    }

    private void count(Spooled spooled) {
        Ended ended = pipeline.ingest(spooled);
        count(ended.fate());
        progress.accept(ended);
    }

    private void count(Fate fate) {
        switch (fate) {
            case STORED -> stored++;
            case DUPLICATE, REFUSED -> duplicates++;
            case QUARANTINED -> quarantined++;
        }
    }

    FolderImport.Report report() {
        int received = stored + duplicates + quarantined;
        return new FolderImport.Report(
                received, stored, duplicates, quarantined, ownPatients, List.copyOf(broken), List.copyOf(reasons));
    }
}
