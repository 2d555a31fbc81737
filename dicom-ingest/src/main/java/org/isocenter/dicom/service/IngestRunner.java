package org.isocenter.dicom.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.isocenter.dicom.burnedin.PixelReview;
import org.isocenter.dicom.burnedin.PixelRules;
import org.isocenter.dicom.config.DicomConfig;
import org.isocenter.dicom.dataset.Octets;
import org.isocenter.dicom.deidentify.Deidentifier;
import org.isocenter.dicom.deidentify.SafePrivate;
import org.isocenter.dicom.pipeline.IngestPipeline;
import org.isocenter.dicom.pipeline.IngestPipeline.Ended;
import org.isocenter.dicom.quarantine.Held;
import org.isocenter.dicom.quarantine.HeldImage;
import org.isocenter.dicom.quarantine.Quarantine;
import org.isocenter.dicom.spool.Spool;
import org.isocenter.dicom.spool.Spooled;
import org.isocenter.platform.audit.AuditAction;
import org.isocenter.platform.audit.AuditEntry;
import org.isocenter.platform.audit.AuditType;
import org.isocenter.platform.blob.BlobStore;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.project.Project;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.project.Projects;
import org.isocenter.platform.purge.DeletedMeanwhileException;
import org.isocenter.platform.security.AuditLog;
import org.isocenter.platform.security.Identities;
import org.isocenter.platform.security.KeyedHash;
import org.isocenter.platform.security.ProjectKeys;
import org.isocenter.platform.security.SecretKeys;
import org.isocenter.platform.study.IngestLedger;
import org.isocenter.platform.study.IngestLedger.Fate;
import org.isocenter.platform.study.QualityEvents;
import org.isocenter.platform.study.StudyIndex;

/** Builds the pipeline on the ground's ports and runs single steps of it, each in a request context of its own. */
@ApplicationScoped
public class IngestRunner {
    private static final String DELETED = "deleted with its patient or project";

    private final Spool spool;
    private final Quarantine quarantine;
    private final IngestPipeline pipeline;
    private final IngestLedger ledger;
    private final AuditLog audit;

    IngestRunner(
            DicomConfig config,
            SecretKeys secrets,
            Projects projects,
            ProjectKeys keys,
            Identities identities,
            BlobStore store,
            StudyIndex index,
            QualityEvents quality,
            IngestLedger ledger,
            AuditLog audit) {
        KeyedHash master = new KeyedHash(secrets.master());
        this.ledger = ledger;
        this.audit = audit;
        spool = new Spool(config.spoolFolder(), master.of("spool", ""), config.spoolHighWaterBytes());
        quarantine = new Quarantine(config.quarantineFolder(), master.of("quarantine", ""), Clock.systemUTC());
        SafePrivate safe = SafePrivate.standard();
        PixelRules rules = PixelRules.standard();
        pipeline = new IngestPipeline(
                spool,
                quarantine,
                new IngestPipeline.Ground(projects, keys, identities, store, index, quality, ledger),
                new Deidentifier(
                        config.safePrivateFile().map(safe::with).orElse(safe),
                        config.pixelRulesFile().map(rules::with).orElse(rules)));
    }

    /** Takes an object into the spool; it is safe when this returns. */
    @ActivateRequestContext
    public Spooled receive(Project project, Optional<String> sourceKey, byte[] bytes) {
        return pipeline.receive(project, sourceKey, bytes);
    }

    /** Takes an object into the spool as it arrives; it is safe when this returns. */
    @ActivateRequestContext
    public Spooled receive(Project project, Optional<String> sourceKey, Spool.Source source) throws IOException {
        return pipeline.receive(project, sourceKey, source);
    }

    /** Takes an object of the spool to its end. */
    @ActivateRequestContext
    public Ended ingest(Spooled spooled) {
        return ended(spooled, () -> pipeline.ingest(spooled));
    }

    /** The same while its sender waits to hear the end. */
    @ActivateRequestContext
    public Ended ingestAsked(Spooled spooled) {
        return ended(spooled, () -> pipeline.ingestAsked(spooled));
    }

    /** What is deleted while it waits leaves the spool too: a deletion reaches only the spool of the process that was asked for it. */
    private Ended ended(Spooled spooled, Supplier<Ended> end) {
        try {
            return audited(spooled, end.get());
        } catch (DeletedMeanwhileException e) {
            if (spool.contains(spooled)) {
                audit.record(AuditEntry.of(
                                AuditType.IMPORT,
                                AuditAction.DELETE,
                                spooled.project().value(),
                                "object",
                                spooled.id().toString())
                        .with("decision", DELETED));
            }
            withdraw(spooled);
            throw e;
        }
    }

    private Ended audited(Spooled spooled, Ended ended) {
        if (ended.fate() == Fate.QUARANTINED) {
            audit.record(AuditEntry.of(
                            AuditType.QUARANTINE,
                            AuditAction.CREATE,
                            spooled.project().value(),
                            "object",
                            spooled.id().toString())
                    .with("code", code(ended)));
        } else if (ended.fate() == Fate.REFUSED) {
            audit.record(AuditEntry.of(
                            AuditType.IMPORT,
                            AuditAction.CREATE,
                            spooled.project().value(),
                            "object",
                            spooled.id().toString())
                    .with("code", code(ended))
                    .failed());
        }
        return ended;
    }

    private static String code(Ended ended) {
        return ended.code().map(ErrorCode::id).orElse("");
    }

    /** The bytes of an object that still waits, where they lie; empty where it has just come to its end. */
    Optional<Octets> open(Spooled spooled) {
        try {
            return Optional.of(spool.open(spooled));
        } catch (UncheckedIOException e) {
            return Optional.empty();
        }
    }

    /** Takes an object out of the spool that is to be deleted. */
    void withdraw(Spooled spooled) {
        spool.remove(spooled);
        ledger.withdraw(spooled.id());
    }

    Spool spool() {
        return spool;
    }

    Quarantine quarantine() {
        return quarantine;
    }

    /** The pipeline itself, for imports that feed it in the caller's own context. */
    public IngestPipeline pipeline() {
        return pipeline;
    }

    /** Whether an object is still in the spool; another process may have taken it to its end. */
    public boolean waits(Spooled spooled) {
        return spool.contains(spooled);
    }

    /** What still waits from before a restart. */
    public List<Spooled> waiting() {
        return spool.waiting();
    }

    /** What waits since before a moment. */
    public List<Spooled> waitingSince(Instant moment) {
        return spool.waitingSince(moment);
    }

    /** What a project has in quarantine. */
    public List<Held> held(ProjectId project) {
        return quarantine.of(project);
    }

    /** One entry of a project's quarantine. */
    public Optional<Held> held(ProjectId project, UUID id) {
        return quarantine.find(project, id);
    }

    /** Puts an object of quarantine through again; it leaves quarantine once it is in the spool. */
    public Ended requeue(Project project, Held held) {
        Spooled spooled = pipeline.receive(project, held.sourceKey(), quarantine.open(held).stream());
        audit.record(entry(held, AuditAction.UPDATE).with("decision", "requeued"));
        quarantine.discard(held);
        return ingest(spooled);
    }

    /** A picture of one frame, counted from 1, of an object of quarantine, for the one who must judge its pixels. */
    public byte[] preview(Held held, int frame) {
        HeldImage image = HeldImage.of(quarantine.open(held).all());
        byte[] png = image.png(frame);
        audit.record(entry(held, AuditAction.READ).with("frame", String.valueOf(frame)));
        return png;
    }

    /**
     * Puts an object through that was held for text in its pixels, with what a person decided about it; it leaves quarantine
     * once it is in the spool. After a crash before its end it waits in quarantine again.
     */
    public Ended release(Project project, Held held, PixelReview review) {
        byte[] bytes = quarantine.open(held).all();
        HeldImage.of(bytes).require(held, review);
        Spooled spooled = pipeline.receive(project, held.sourceKey(), bytes);
        audit.record(entry(held, AuditAction.UPDATE)
                .with("decision", review.marks().isEmpty() ? "no-text" : "blank")
                .with("rectangles", String.valueOf(review.marks().size())));
        quarantine.discard(held);
        return ended(spooled, () -> pipeline.ingestReviewed(spooled, review));
    }

    /** Removes an object of quarantine for good. */
    public void discard(Held held) {
        remove(held, "discarded");
    }

    /** Removes what has been in quarantine since before a moment, and gives how many objects went. */
    @ActivateRequestContext
    public int expire(Instant moment) {
        List<Held> expired = quarantine.before(moment);
        expired.forEach(held -> remove(held, "expired"));
        return expired.size();
    }

    /** Removes an object of quarantine whose patient or project was deleted. */
    void discardDeleted(Held held) {
        remove(held, DELETED);
    }

    private void remove(Held held, String decision) {
        audit.record(entry(held, AuditAction.DELETE).with("decision", decision));
        quarantine.discard(held);
    }

    private static AuditEntry entry(Held held, AuditAction action) {
        return AuditEntry.of(
                AuditType.QUARANTINE,
                action,
                held.project().value(),
                "object",
                held.id().toString());
    }
}
