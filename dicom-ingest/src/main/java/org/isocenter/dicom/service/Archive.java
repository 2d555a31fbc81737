package org.isocenter.dicom.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.isocenter.dicom.association.Caller;
import org.isocenter.dicom.association.QueryModel;
import org.isocenter.dicom.association.QueryRetrieveHandler;
import org.isocenter.dicom.association.Requestor;
import org.isocenter.dicom.association.StoredInstance;
import org.isocenter.dicom.config.DicomConfig;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.part10.EncodedObject;
import org.isocenter.dicom.query.Identifier;
import org.isocenter.dicom.query.Match;
import org.isocenter.platform.audit.AuditAction;
import org.isocenter.platform.audit.AuditEntry;
import org.isocenter.platform.audit.AuditType;
import org.isocenter.platform.blob.BlobStore;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.project.Project;
import org.isocenter.platform.project.Projects;
import org.isocenter.platform.security.AuditLog;
import org.isocenter.platform.study.InstanceRecord;
import org.isocenter.platform.study.Page;
import org.isocenter.platform.study.Pseudonym;
import org.isocenter.platform.study.Study;
import org.isocenter.platform.study.StudyIndex;
import org.isocenter.platform.study.StudyQuery;

/** Answers DIMSE queries and retrievals from the index and the store of the project that is called; what leaves is de-identified, as it is stored. */
@ApplicationScoped
class Archive implements QueryRetrieveHandler {
    private final DicomConfig config;
    private final Projects projects;
    private final StudyIndex index;
    private final BlobStore store;
    private final AuditLog audit;
    private final DicomTls tls;

    Archive(DicomConfig config, Projects projects, StudyIndex index, BlobStore store, AuditLog audit, DicomTls tls) {
        this.tls = tls;
        this.config = config;
        this.projects = projects;
        this.index = index;
        this.store = store;
        this.audit = audit;
    }

    @Override
    @ActivateRequestContext
    public void find(Caller caller, QueryModel model, Dataset identifier, Matches matches) {
        Identifier query = Identifier.ofQuery(identifier);
        Project project = project(caller);
        audit.record(
                AuditEntry.of(AuditType.QUERY, AuditAction.EXECUTE, project.id().value(), "index", "C-FIND")
                        .with("level", query.level().name())
                        .with("caller", caller.callingAe()));
        Match match = new Match(query, caller.calledAe());
        StudyQuery first = new StudyQuery(project.id(), query.criteria(), Optional.empty(), StudyQuery.MAX_LIMIT);
        switch (query.level()) {
            case PATIENT -> patients(first, match, matches);
            case STUDY -> all(first, index::studies, study -> matches.next(match.study(study)));
            case SERIES -> all(first, index::series, series -> matches.next(match.series(series)));
            case IMAGE -> all(first, index::find, instance -> matches.next(match.instance(instance)));
        }
    }

    private void patients(StudyQuery first, Match match, Matches matches) {
        Set<Pseudonym> seen = new HashSet<>();
        Function<Study, Boolean> once = study -> !seen.add(study.patient()) || matches.next(match.patient(study));
        all(first, index::studies, once);
    }

    /** Goes on from page to page while more is wanted. */
    private static <T> void all(StudyQuery first, Function<StudyQuery, Page<T>> pages, Function<T, Boolean> wanted) {
        Optional<StudyQuery> query = Optional.of(first);
        while (query.isPresent()) {
            Page<T> page = pages.apply(query.get());
            for (T item : page.items()) {
                if (!wanted.apply(item)) {
                    return;
                }
            }
            query = page.next().map(first::after);
        }
    }

    @Override
    @ActivateRequestContext
    public List<StoredInstance> retrieve(Caller caller, QueryModel model, Dataset identifier) {
        Identifier wanted = Identifier.ofRetrieve(identifier);
        Project project = project(caller);
        List<StoredInstance> instances = new ArrayList<>();
        Map<String, Integer> perStudy = new LinkedHashMap<>();
        all(
                new StudyQuery(project.id(), wanted.criteria(), Optional.empty(), StudyQuery.MAX_LIMIT),
                index::find,
                instance -> {
                    perStudy.merge(instance.study().value(), 1, Integer::sum);
                    return instances.add(stored(instance));
                });
        perStudy.forEach((study, count) -> audit.record(AuditEntry.of(
                        AuditType.DICOM_INSTANCES_TRANSFERRED,
                        AuditAction.READ,
                        project.id().value(),
                        "study",
                        study)
                .times(count)
                .with("caller", caller.callingAe())));
        return instances;
    }

    private StoredInstance stored(InstanceRecord instance) {
        return new StoredInstance(
                String.valueOf(instance.headers().get("SOPClassUID")),
                instance.instance().value(),
                () -> {
                    try (InputStream in = store.open(instance.blob())) {
                        return EncodedObject.of(in.readAllBytes());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    @Override
    public Optional<Requestor.Peer> destination(Caller caller, String aeTitle) {
        return Optional.ofNullable(config.peers().get(aeTitle))
                .filter(peer -> !peer.host().equals(DicomConfig.ANY_HOST))
                .map(peer -> new Requestor.Peer(
                        peer.host(),
                        peer.port(),
                        aeTitle,
                        caller.calledAe(),
                        config.associationIdleTimeout(),
                        peer.tls() ? Optional.of(tls.required()) : Optional.empty()));
    }

    private Project project(Caller caller) {
        return projects.findByAeTitle(caller.calledAe())
                .orElseThrow(() -> new PlatformException(
                        ErrorCode.NOT_FOUND, "Expected the AE title of a project; ask its administrator."));
    }
}
