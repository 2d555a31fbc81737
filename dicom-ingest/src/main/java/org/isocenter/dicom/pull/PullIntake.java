package org.isocenter.dicom.pull;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.isocenter.dicom.archive.ArchiveInstance;
import org.isocenter.dicom.archive.ArchiveSeries;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.part10.Part10Reader;
import org.isocenter.dicom.service.IngestRunner;
import org.isocenter.dicom.service.SpoolThreads;
import org.isocenter.platform.audit.AuditAction;
import org.isocenter.platform.audit.AuditEntry;
import org.isocenter.platform.audit.AuditType;
import org.isocenter.platform.pacs.ArchiveKeys;
import org.isocenter.platform.pacs.PullLedger;
import org.isocenter.platform.project.Project;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.security.AuditLog;
import org.isocenter.platform.security.KeyedUids;
import org.isocenter.platform.security.ProjectKeys;
import org.isocenter.platform.study.IngestLedger;
import org.isocenter.platform.study.SopInstanceUid;
import org.isocenter.platform.study.StudyIndex;

/** Takes what archives send into the spool, and knows what of an archive's things is here: what came by a pull, and what came by another way. */
@ApplicationScoped
class PullIntake {
    private final IngestRunner runner;
    private final SpoolThreads threads;
    private final ProjectKeys keys;
    private final PullLedger pulls;
    private final StudyIndex index;
    private final IngestLedger ledger;
    private final AuditLog audit;

    PullIntake(
            IngestRunner runner,
            SpoolThreads threads,
            ProjectKeys keys,
            PullLedger pulls,
            StudyIndex index,
            IngestLedger ledger,
            AuditLog audit) {
        this.runner = runner;
        this.threads = threads;
        this.keys = keys;
        this.pulls = pulls;
        this.index = index;
        this.ledger = ledger;
        this.audit = audit;
    }

    /** Takes a file's bytes; it is safe and known when this returns. */
    @ActivateRequestContext
    void take(Project project, byte[] part10) {
        Optional<String> uid = Part10Reader.meta(part10).string(Tag.MEDIA_STORAGE_SOP_INSTANCE_UID);
        threads.enqueue(runner.receive(project, Optional.empty(), part10));
        uid.ifPresent(
                named -> pulls.arrived(project.id(), archiveKeys(project.id()).instance(named)));
    }

    /** Those of some objects that are not here. */
    @ActivateRequestContext
    List<ArchiveInstance> missing(ProjectId project, List<ArchiveInstance> instances) {
        ArchiveKeys names = archiveKeys(project);
        Set<UUID> arrived = pulls.known(
                project,
                instances.stream()
                        .map(instance -> names.instance(instance.uid()))
                        .toList());
        List<ArchiveInstance> missing = new ArrayList<>(instances);
        missing.removeIf(instance -> arrived.contains(names.instance(instance.uid())));
        missing.removeAll(indexed(project, missing));
        return missing;
    }

    private Set<ArchiveInstance> indexed(ProjectId project, List<ArchiveInstance> instances) {
        KeyedUids uids = new KeyedUids(keys.key(project));
        Set<SopInstanceUid> found = index.get(
                        project,
                        instances.stream()
                                .flatMap(instance -> names(instance, uids))
                                .toList())
                .keySet();
        Set<ArchiveInstance> indexed = new HashSet<>();
        instances.stream()
                .filter(instance -> names(instance, uids).anyMatch(found::contains))
                .forEach(indexed::add);
        return indexed;
    }

    /** As it is called here, by whether the project's profile renames it. */
    private static Stream<SopInstanceUid> names(ArchiveInstance instance, KeyedUids uids) {
        return Stream.of(uids.map(instance.uid()), instance.uid()).flatMap(uid -> SopInstanceUid.of(uid).stream());
    }

    /** Whether all that the archive counts of a series was here once. */
    @ActivateRequestContext
    boolean isWhole(ProjectId project, ArchiveSeries series) {
        return series.instances()
                .map(count -> pulls.whole(project, archiveKeys(project).series(series.uid()))
                        .equals(Optional.of(count)))
                .orElse(false);
    }

    @ActivateRequestContext
    void whole(ProjectId project, ArchiveSeries series, int instances) {
        pulls.whole(project, archiveKeys(project).series(series.uid()), instances);
    }

    /** Puts into the trail that objects of a study came. */
    @ActivateRequestContext
    void imported(ProjectId project, String archive, String study, int instances) {
        audit.record(AuditEntry.of(
                        AuditType.IMPORT,
                        AuditAction.CREATE,
                        project.value(),
                        "study",
                        new KeyedUids(keys.key(project)).map(study))
                .times(instances)
                .with("archive", archive));
    }

    /** Puts into the trail that an archive is asked. */
    @ActivateRequestContext
    void asked(ProjectId project, String archive) {
        audit.record(AuditEntry.of(AuditType.QUERY, AuditAction.EXECUTE, project.value(), "archive", archive));
    }

    /** Whether something of the project is on its way to the index. */
    @ActivateRequestContext
    boolean isBusy(ProjectId project) {
        return ledger.counts(project).pending() > 0;
    }

    private ArchiveKeys archiveKeys(ProjectId project) {
        return new ArchiveKeys(keys.key(project));
    }
}
