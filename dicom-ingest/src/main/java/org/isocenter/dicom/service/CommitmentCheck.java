package org.isocenter.dicom.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.isocenter.dicom.association.Commitment;
import org.isocenter.dicom.association.Commitment.Failure;
import org.isocenter.dicom.association.Commitment.Reference;
import org.isocenter.platform.blob.BlobStore;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.security.KeyedUids;
import org.isocenter.platform.security.ProjectKeys;
import org.isocenter.platform.study.IngestLedger;
import org.isocenter.platform.study.InstanceRecord;
import org.isocenter.platform.study.SopInstanceUid;
import org.isocenter.platform.study.StudyIndex;

/** Looks whether objects are indexed with their bytes in the store; a sender names them as it knows them, or as we have renamed them. */
@ApplicationScoped
class CommitmentCheck {
    private final ProjectKeys keys;
    private final StudyIndex index;
    private final BlobStore store;
    private final IngestLedger ledger;

    CommitmentCheck(ProjectKeys keys, StudyIndex index, BlobStore store, IngestLedger ledger) {
        this.keys = keys;
        this.index = index;
        this.store = store;
        this.ledger = ledger;
    }

    /** The answer as things stand now. */
    @ActivateRequestContext
    Commitment answer(ProjectId project, Commitment question) {
        KeyedUids uids = new KeyedUids(keys.key(project));
        Map<SopInstanceUid, InstanceRecord> found = index.get(
                project,
                question.references().stream()
                        .flatMap(reference -> names(reference, uids))
                        .toList());
        List<Reference> safe = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        for (Reference reference : question.references()) {
            Optional<InstanceRecord> instance = names(reference, uids)
                    .filter(found::containsKey)
                    .map(found::get)
                    .filter(known -> store.contains(known.blob()))
                    .findFirst();
            if (instance.isEmpty()) {
                failures.add(new Failure(reference, Commitment.NO_SUCH_OBJECT));
            } else if (!reference.sopClass().equals(instance.get().headers().get("SOPClassUID"))) {
                failures.add(new Failure(reference, Commitment.CLASS_CONFLICT));
            } else {
                safe.add(reference);
            }
        }
        return new Commitment(question.transaction(), safe, failures);
    }

    /** Whether something of the project is still on its way to the index. */
    @ActivateRequestContext
    boolean isBusy(ProjectId project) {
        return ledger.counts(project).pending() > 0;
    }

    private static Stream<SopInstanceUid> names(Reference reference, KeyedUids uids) {
        return Stream.of(uids.map(reference.sopInstance()), reference.sopInstance())
                .flatMap(uid -> SopInstanceUid.of(uid).stream());
    }
}
