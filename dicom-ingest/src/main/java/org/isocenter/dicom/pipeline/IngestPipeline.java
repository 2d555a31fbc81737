package org.isocenter.dicom.pipeline;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Dictionary;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.decode.FrameDecoder;
import org.isocenter.dicom.deidentify.Deidentified;
import org.isocenter.dicom.deidentify.Deidentifier;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.part10.Part10Reader;
import org.isocenter.dicom.part10.Part10Writer;
import org.isocenter.dicom.quarantine.Quarantine;
import org.isocenter.dicom.spool.Spool;
import org.isocenter.dicom.spool.Spooled;
import org.isocenter.platform.blob.BlobStore;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.imaging.Modality;
import org.isocenter.platform.project.Project;
import org.isocenter.platform.project.Projects;
import org.isocenter.platform.security.Identities;
import org.isocenter.platform.security.PatientIdentity;
import org.isocenter.platform.security.ProjectKeys;
import org.isocenter.platform.study.IngestLedger;
import org.isocenter.platform.study.IngestLedger.Fate;
import org.isocenter.platform.study.InstanceRecord;
import org.isocenter.platform.study.SeriesUid;
import org.isocenter.platform.study.SopInstanceUid;
import org.isocenter.platform.study.StudyIndex;
import org.isocenter.platform.study.StudyUid;

/**
 * Takes one spooled object to its end: stored and indexed, known already, or in quarantine. It leaves the spool only
 * then, so a crash at any point means that it is taken up again.
 */
public final class IngestPipeline {

    /** What the pipeline needs of the ground. */
    public record Ground(
            Projects projects,
            ProjectKeys keys,
            Identities identities,
            BlobStore store,
            StudyIndex index,
            IngestLedger ledger) {}

    /**
     * How an object ended.
     *
     * @param fate stored, duplicate or quarantined
     * @param instance its new SOP Instance UID, where it could be read
     * @param code why it is in quarantine
     */
    public record Ended(Fate fate, Optional<SopInstanceUid> instance, Optional<ErrorCode> code) {}

    private final Spool spool;
    private final Quarantine quarantine;
    private final Ground ground;
    private final Deidentifier deidentifier = new Deidentifier();
    private final FrameDecoder decoder = new FrameDecoder();

    public IngestPipeline(Spool spool, Quarantine quarantine, Ground ground) {
        this.spool = spool;
        this.quarantine = quarantine;
        this.ground = ground;
    }

    /** Spools an object; it is counted as received and safe when this returns. */
    public Spooled receive(Project project, Optional<String> sourceKey, byte[] bytes) {
        Spooled spooled = spool.put(project.id(), sourceKey, bytes);
        ground.ledger().received(project.id());
        return spooled;
    }

    /** Takes an object of the spool to its end. */
    public Ended ingest(Spooled spooled) {
        byte[] bytes = spool.read(spooled);
        Ended ended;
        try {
            ended = store(spooled, bytes);
        } catch (PlatformException e) {
            ended = hold(spooled, bytes, e);
        } catch (RuntimeException e) {
            ended = hold(
                    spooled,
                    bytes,
                    new PlatformException(
                            ErrorCode.DEIDENTIFICATION_FAILED, "Expected a readable object; reading it failed.", e));
        }
        ground.ledger().ended(spooled.project(), ended.fate());
        spool.remove(spooled);
        return ended;
    }

    private Ended store(Spooled spooled, byte[] bytes) {
        Project project = ground.projects()
                .find(spooled.project())
                .orElseThrow(() -> new PlatformException(ErrorCode.NOT_FOUND, "Expected the project of the object."));
        DicomObject source = Part10Reader.read(bytes);
        Deidentified cleaned = deidentifier.deidentify(
                source,
                ProfileChoices.of(project.deidentification()),
                ground.keys().key(project.id()));
        SopInstanceUid uid = new SopInstanceUid(required(cleaned.object().dataset(), Tag.SOP_INSTANCE_UID));
        if (ground.index().get(project.id(), uid).isPresent()) {
            return new Ended(Fate.DUPLICATE, Optional.of(uid), Optional.empty());
        }
        int frames = decodeAll(cleaned.object());
        InstanceRecord instance = record(project, uid, cleaned, frames, spooled.sourceKey());
        boolean fresh = ground.index().index(instance);
        ground.identities().remember(project.id(), cleaned.pseudonym(), identity(source.dataset()));
        return new Ended(fresh ? Fate.STORED : Fate.DUPLICATE, Optional.of(uid), Optional.empty());
    }

    private int decodeAll(DicomObject object) {
        int frames = decoder.frames(object);
        for (int frame = 0; frame < frames; frame++) {
            decoder.decode(object, frame);
        }
        return frames;
    }

    private InstanceRecord record(
            Project project, SopInstanceUid uid, Deidentified cleaned, int frames, Optional<String> sourceKey) {
        Dataset dataset = cleaned.object().dataset();
        Modality modality = dataset.string(Tag.MODALITY)
                .filter(code -> code.matches("[A-Z0-9_]{1,16}"))
                .map(Modality::new)
                .orElse(Modality.OTHER);
        return new InstanceRecord(
                uid,
                new SeriesUid(required(dataset, Tag.SERIES_INSTANCE_UID)),
                new StudyUid(required(dataset, Tag.STUDY_INSTANCE_UID)),
                cleaned.pseudonym(),
                project.id(),
                ground.store().put(Part10Writer.bytes(cleaned.object())),
                frames,
                modality,
                Headers.of(dataset, cleaned.takenAway()),
                sourceKey);
    }

    private static String required(Dataset dataset, int tag) {
        return dataset.string(tag)
                .orElseThrow(() -> new PlatformException(
                        ErrorCode.MISSING_IDENTIFIER, "Expected study, series and SOP Instance UID; one is missing."));
    }

    private static PatientIdentity identity(Dataset dataset) {
        Map<String, String> fields = new TreeMap<>();
        for (int tag : new int[] {
            Tag.PATIENT_ID, Tag.ISSUER_OF_PATIENT_ID, Tag.PATIENT_NAME, Tag.PATIENT_BIRTH_DATE, Tag.PATIENT_SEX
        }) {
            dataset.string(tag)
                    .ifPresent(value -> Dictionary.keyword(tag).ifPresent(keyword -> fields.put(keyword, value)));
        }
        return new PatientIdentity(fields);
    }

    private Ended hold(Spooled spooled, byte[] bytes, PlatformException why) {
        quarantine.hold(spooled.project(), spooled.sourceKey(), bytes, why);
        return new Ended(Fate.QUARANTINED, Optional.empty(), Optional.of(why.code()));
    }
}
