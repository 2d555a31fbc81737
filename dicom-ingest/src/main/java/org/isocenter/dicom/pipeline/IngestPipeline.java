package org.isocenter.dicom.pipeline;

import java.io.IOException;
import java.io.InputStream;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.isocenter.dicom.burnedin.PixelReview;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Octets;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.deidentify.Deidentified;
import org.isocenter.dicom.deidentify.Deidentifier;
import org.isocenter.dicom.deidentify.Option;
import org.isocenter.dicom.deidentify.ProfileChoice;
import org.isocenter.dicom.deidentify.SafePrivate;
import org.isocenter.dicom.part10.Part10Reader;
import org.isocenter.dicom.part10.Part10Writer;
import org.isocenter.dicom.pipeline.Cleaning.Cleaned;
import org.isocenter.dicom.quarantine.Quarantine;
import org.isocenter.dicom.spool.Spool;
import org.isocenter.dicom.spool.Spooled;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.blob.BlobStore;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.imaging.Modality;
import org.isocenter.platform.project.Project;
import org.isocenter.platform.project.Projects;
import org.isocenter.platform.purge.DeletedMeanwhileException;
import org.isocenter.platform.security.Identities;
import org.isocenter.platform.security.KeyedHash;
import org.isocenter.platform.security.KeyedUids;
import org.isocenter.platform.security.ProjectKeys;
import org.isocenter.platform.study.Certificate;
import org.isocenter.platform.study.IngestLedger;
import org.isocenter.platform.study.IngestLedger.Fate;
import org.isocenter.platform.study.InstanceRecord;
import org.isocenter.platform.study.QualityEvents;
import org.isocenter.platform.study.SeriesUid;
import org.isocenter.platform.study.SopInstanceUid;
import org.isocenter.platform.study.StudyIndex;
import org.isocenter.platform.study.StudyUid;

/**
 * Takes one spooled object to its end: stored and indexed, known already, or in quarantine. It leaves the spool only
 * then, so a crash at any point means that it is taken up again.
 */
public final class IngestPipeline {
    /** What is wrong with us and not with the object. */
    private static final Set<ErrorCode> OURS = EnumSet.of(
            ErrorCode.STORAGE_FULL, ErrorCode.UNAVAILABLE, ErrorCode.STATE_FOLDER_BROKEN, ErrorCode.INTERNAL);

    /** What the pipeline needs of the ground. */
    public record Ground(
            Projects projects,
            ProjectKeys keys,
            Identities identities,
            BlobStore store,
            StudyIndex index,
            QualityEvents quality,
            IngestLedger ledger) {}

    /**
     * How an object ended.
     *
     * @param fate stored, duplicate, quarantined or refused
     * @param instance its new SOP Instance UID, where it could be read
     * @param code why it is in quarantine, or refused
     */
    public record Ended(Fate fate, Optional<SopInstanceUid> instance, Optional<ErrorCode> code) {}

    private final Spool spool;
    private final Quarantine quarantine;
    private final Ground ground;
    private final Queue<Spooled> unsaid = new ConcurrentLinkedQueue<>();
    private final Cleaning cleaning;

    /** A pipeline with the standard's list of safe private attributes and the standard rules for pixels. */
    public IngestPipeline(Spool spool, Quarantine quarantine, Ground ground) {
        this(spool, quarantine, ground, new Deidentifier(SafePrivate.standard()));
    }

    /** A pipeline that cleans objects in another way. */
    public IngestPipeline(Spool spool, Quarantine quarantine, Ground ground, Deidentifier deidentifier) {
        this.spool = spool;
        this.quarantine = quarantine;
        this.ground = ground;
        this.cleaning = new Cleaning(deidentifier);
    }

    /** Spools an object; it is counted as received and safe when this returns. */
    public Spooled receive(Project project, Optional<String> sourceKey, byte[] bytes) {
        return noted(project, spool.put(project.id(), sourceKey, bytes));
    }

    /** The same for an object of any size from a stream, which is left open. */
    public Spooled receive(Project project, Optional<String> sourceKey, InputStream object) {
        return noted(project, spool.put(project.id(), sourceKey, object));
    }

    /** The same for an object that is spooled as it arrives; what its source throws is thrown on, and nothing was received. */
    public Spooled receive(Project project, Optional<String> sourceKey, Spool.Source source) throws IOException {
        return noted(project, spool.put(project.id(), sourceKey, source));
    }

    private Spooled noted(Project project, Spooled spooled) {
        try {
            ground.ledger().received(project.id(), spooled.id());
        } catch (RuntimeException e) {
            unsaid.add(spooled); // nobody will be told that it is safe, but a note of it may be committed
            throw e;
        }
        return spooled;
    }

    /**
     * Takes back the objects whose arrival nobody was told of, once the database answers: first the note that a broken connection may have left, then the
     * object, so that a crash in between leaves no note without its object.
     */
    public void withdrawUnsaid() {
        for (Spooled spooled = unsaid.peek(); spooled != null; spooled = unsaid.peek()) {
            ground.ledger().withdraw(spooled.id());
            spool.remove(spooled);
            unsaid.remove(spooled);
        }
    }

    /**
     * Takes an object of the spool to its end. What is wrong with the object sends it to quarantine; a fault of ours, such as a
     * database that is down, is thrown, and the object stays in the spool for another try.
     *
     * @throws DeletedMeanwhileException where its patient or project was deleted while it waited; the object is nobody's, and stays in the spool for the caller
     *     to withdraw
     */
    public Ended ingest(Spooled spooled) {
        return ingest(spooled, false, Optional.empty());
    }

    /** The same while its sender waits to hear the end: what the project's policy refuses is then refused and not held in quarantine. */
    public Ended ingestAsked(Spooled spooled) {
        return ingest(spooled, true, Optional.empty());
    }

    /** The same after a person has looked at the pixels: what they marked is blanked, and nothing holds it back for its pixels. */
    public Ended ingestReviewed(Spooled spooled, PixelReview review) {
        return ingest(spooled, false, Optional.of(review));
    }

    private Ended ingest(Spooled spooled, boolean asked, Optional<PixelReview> review) {
        Octets bytes = spool.open(spooled);
        Ended ended;
        try {
            ended = store(spooled, bytes, review);
        } catch (DeletedMeanwhileException e) {
            throw e;
        } catch (PlatformException e) {
            if (OURS.contains(e.code())) {
                throw e;
            }
            ended = ended(spooled, bytes, e, asked);
        }
        spool.remove(spooled);
        ground.ledger().forget(spooled.id());
        return ended;
    }

    private Ended ended(Spooled spooled, Octets bytes, PlatformException why, boolean asked) {
        if (asked && why.code() == ErrorCode.DUPLICATE_INSTANCE) {
            return refuse(spooled, why);
        }
        Optional<SopInstanceUid> released =
                why.code() == ErrorCode.BURNED_IN_TEXT ? released(spooled, bytes) : Optional.empty();
        return released.map(uid -> ended(spooled, uid, () -> Fate.DUPLICATE))
                .orElseGet(() -> hold(spooled, bytes, why));
    }

    /** The instance that a person let pass before, where the same object comes again: nobody need look at it twice. */
    private Optional<SopInstanceUid> released(Spooled spooled, Octets bytes) {
        Project project = ground.projects().find(spooled.project()).orElseThrow();
        ProfileChoice choice = ProfileChoices.of(project.deidentification());
        KeyedUids uids = new KeyedUids(ground.keys().key(project.id()));
        return Part10Reader.readAsFar(bytes)
                .object()
                .dataset()
                .string(Tag.SOP_INSTANCE_UID)
                .map(uid -> new SopInstanceUid(choice.has(Option.UIDS) ? uid : uids.map(uid)))
                .filter(uid -> ground.index()
                        .repeated(project.id(), uid, SourceDigest.of(bytes), project.duplicates())
                        .filter(ground.store()::contains)
                        .isPresent());
    }

    private Ended store(Spooled spooled, Octets bytes, Optional<PixelReview> review) {
        Project project = ground.projects().find(spooled.project()).orElseThrow(DeletedMeanwhileException::new);
        byte[] key = ground.keys().key(project.id());
        Cleaned cleaned = cleaning.clean(bytes, ProfileChoices.of(project.deidentification()), key, review);
        String digest = SourceDigest.of(bytes);
        Optional<BlobKey> known = ground.index().repeated(project.id(), cleaned.uid(), digest, project.duplicates());
        if (known.filter(ground.store()::contains).isPresent()) {
            return ended(spooled, cleaned.uid(), () -> Fate.DUPLICATE);
        }
        InstanceRecord instance = record(project, cleaned, spooled.sourceKey(), digest);
        return ended(spooled, cleaned.uid(), () -> {
            ground.identities().remember(project.id(), instance.patient(), cleaned.identity(), spooled.id());
            if (known.isPresent()) {
                ground.index().repair(instance);
                recordQuality(project, cleaned);
                return Fate.DUPLICATE;
            }
            boolean stored =
                    ground.index().index(instance, project.duplicates(), certificate(project, key, cleaned.result()));
            keep(instance.blob(), cleaned);
            if (!stored) {
                return Fate.DUPLICATE;
            }
            recordQuality(project, cleaned);
            return Fate.STORED;
        });
    }

    private void recordQuality(Project project, Cleaned cleaned) {
        ground.quality().record(project.id(), cleaned.uid(), Quality.of(cleaned.result()));
    }

    private static Certificate certificate(Project project, byte[] key, Deidentified result) {
        return new Certificate(
                ProfileChoices.of(project.deidentification()).summary(), new KeyedHash(key).keyId(), result.actions());
    }

    /** Once the index names the blob nobody deletes it; until then somebody may have. */
    private void keep(BlobKey blob, Cleaned cleaned) {
        if (!ground.store().contains(blob)) {
            ground.store().put(out -> Part10Writer.write(cleaned.result().object(), out));
        }
    }

    private Ended ended(Spooled spooled, SopInstanceUid uid, Supplier<Fate> step) {
        Fate fate = end(spooled, step);
        quarantine
                .find(spooled.project(), spooled.id())
                .ifPresent(quarantine::discard); // from a try that a crash undid
        return new Ended(fate, Optional.of(uid), Optional.empty());
    }

    /** The last step, unless a deletion of the patient or project took the object out of the spool meanwhile. */
    private Fate end(Spooled spooled, Supplier<Fate> step) {
        return ground.ledger().end(spooled.project(), spooled.id(), () -> {
            if (!spool.contains(spooled)) {
                throw new DeletedMeanwhileException();
            }
            return step.get();
        });
    }

    private InstanceRecord record(Project project, Cleaned cleaned, Optional<String> sourceKey, String digest) {
        Deidentified result = cleaned.result();
        Dataset dataset = result.object().dataset();
        Modality modality = dataset.string(Tag.MODALITY)
                .filter(code -> code.matches("[A-Z0-9_]{1,16}"))
                .map(Modality::new)
                .orElse(Modality.OTHER);
        return new InstanceRecord(
                cleaned.uid(),
                new SeriesUid(Cleaning.required(dataset, Tag.SERIES_INSTANCE_UID)),
                new StudyUid(Cleaning.required(dataset, Tag.STUDY_INSTANCE_UID)),
                result.pseudonym(),
                project.id(),
                ground.store().put(out -> Part10Writer.write(result.object(), out)),
                cleaned.frames(),
                modality,
                Headers.of(dataset, result.takenAway()),
                sourceKey,
                Optional.of(digest));
    }

    private Ended refuse(Spooled spooled, PlatformException why) {
        end(spooled, () -> Fate.REFUSED);
        return new Ended(Fate.REFUSED, Optional.empty(), Optional.of(why.code()));
    }

    private Ended hold(Spooled spooled, Octets bytes, PlatformException why) {
        end(spooled, () -> {
            quarantine.hold(spooled, bytes, why);
            return Fate.QUARANTINED;
        });
        return new Ended(Fate.QUARANTINED, Optional.empty(), Optional.of(why.code()));
    }
}
