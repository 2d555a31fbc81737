package org.isocenter.dicom.pipeline;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.project.DeidentificationChoice;
import org.isocenter.platform.project.DuplicatePolicy;
import org.isocenter.platform.project.Member;
import org.isocenter.platform.project.Project;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.project.Projects;
import org.isocenter.platform.security.Identities;
import org.isocenter.platform.security.PatientIdentity;
import org.isocenter.platform.storage.FolderBlobStore;
import org.isocenter.platform.study.Certificate;
import org.isocenter.platform.study.IngestCounts;
import org.isocenter.platform.study.IngestLedger;
import org.isocenter.platform.study.InstanceRecord;
import org.isocenter.platform.study.InstanceVersion;
import org.isocenter.platform.study.Page;
import org.isocenter.platform.study.Pseudonym;
import org.isocenter.platform.study.QualityEvent;
import org.isocenter.platform.study.QualityEvents;
import org.isocenter.platform.study.Series;
import org.isocenter.platform.study.SeriesQuality;
import org.isocenter.platform.study.SopInstanceUid;
import org.isocenter.platform.study.Study;
import org.isocenter.platform.study.StudyIndex;
import org.isocenter.platform.study.StudyQuery;
import org.isocenter.platform.study.StudyUid;

/** The ground's ports over maps, with one project, and a real store in a folder. */
public final class MemoryGround implements Projects, StudyIndex, QualityEvents, Identities, IngestLedger {
    /** The one project. */
    public final Project project = new Project(ProjectId.random(), "test", "TEST", DeidentificationChoice.RESEARCH);
    /** What was indexed, in order. */
    public final Map<SopInstanceUid, InstanceRecord> instances = new LinkedHashMap<>();

    /** What was done to each. */
    final Map<SopInstanceUid, Certificate> certificates = new HashMap<>();
    /** What was wrong with each. */
    final Map<SopInstanceUid, List<QualityEvent>> quality = new HashMap<>();

    final Map<Pseudonym, PatientIdentity> patients = new HashMap<>();
    final FolderBlobStore store;
    private final Map<Fate, Long> fates = new HashMap<>();
    private final Map<UUID, Optional<Fate>> underWay = new HashMap<>();
    private long received;
    /** What happens before an instance is indexed; a test may let it fail. */
    Runnable beforeIndexing = () -> {};
    /** What happens before an object is noted as received; a test may let it fail. */
    Runnable beforeReceiving = () -> {};
    /** What happens before it is looked whether an instance is known. */
    Runnable beforeRepetition = () -> {};
    /** What happens before the ledger forgets an object; a test may let it fail. */
    Runnable beforeForgetting = () -> {};

    public MemoryGround(Path folder) {
        store = new FolderBlobStore(folder, true);
    }

    public IngestPipeline.Ground ground() {
        return new IngestPipeline.Ground(this, this::key, this, store, this, this, this);
    }

    byte[] key(ProjectId id) {
        byte[] key = new byte[32];
        key[0] = (byte) id.value().getLeastSignificantBits();
        return key;
    }

    @Override
    public boolean index(InstanceRecord instance, DuplicatePolicy policy, Certificate certificate) {
        certificates.put(instance.instance(), certificate);
        beforeIndexing.run();
        return instances.putIfAbsent(instance.instance(), instance) == null;
    }

    @Override
    public Optional<BlobKey> repeated(ProjectId id, SopInstanceUid instance, String digest, DuplicatePolicy policy) {
        beforeRepetition.run();
        return Optional.ofNullable(instances.get(instance)).map(InstanceRecord::blob);
    }

    @Override
    public void repair(InstanceRecord instance) {
        instances.put(instance.instance(), instance);
    }

    @Override
    public List<InstanceVersion> versions(ProjectId id, SopInstanceUid instance) {
        throw new UnsupportedOperationException("ingest asks for no lists");
    }

    @Override
    public Optional<InstanceRecord> get(ProjectId id, SopInstanceUid instance) {
        return Optional.ofNullable(instances.get(instance));
    }

    @Override
    public Map<SopInstanceUid, InstanceRecord> get(ProjectId id, Collection<SopInstanceUid> wanted) {
        return wanted.stream().filter(instances::containsKey).collect(Collectors.toMap(uid -> uid, instances::get));
    }

    @Override
    public Map<String, InstanceRecord> bySourceKey(ProjectId id, Collection<String> sourceKeys) {
        return instances.values().stream()
                .filter(i -> i.sourceKey().filter(sourceKeys::contains).isPresent())
                .collect(Collectors.toMap(i -> i.sourceKey().orElseThrow(), i -> i));
    }

    @Override
    public Page<InstanceRecord> find(StudyQuery query) {
        throw new UnsupportedOperationException("ingest asks for no lists");
    }

    @Override
    public Page<Study> studies(StudyQuery query) {
        throw new UnsupportedOperationException("ingest asks for no lists");
    }

    @Override
    public Page<Series> series(StudyQuery query) {
        throw new UnsupportedOperationException("ingest asks for no lists");
    }

    @Override
    public void remember(ProjectId id, Pseudonym pseudonym, PatientIdentity identity, UUID object) {
        patients.putIfAbsent(pseudonym, identity);
    }

    @Override
    public Optional<PatientIdentity> reveal(ProjectId id, Pseudonym pseudonym) {
        return Optional.ofNullable(patients.get(pseudonym));
    }

    @Override
    public void record(ProjectId id, SopInstanceUid instance, Collection<QualityEvent> events) {
        quality.put(instance, List.copyOf(events));
    }

    @Override
    public List<SeriesQuality> of(ProjectId id, StudyUid study) {
        throw new UnsupportedOperationException("ingest asks for no lists");
    }

    @Override
    public boolean unlink(ProjectId id, Pseudonym pseudonym) {
        throw new UnsupportedOperationException("ingest unlinks nobody");
    }

    @Override
    public Rotation rotate() {
        throw new UnsupportedOperationException("ingest rotates no key");
    }

    @Override
    public void received(ProjectId id, UUID object) {
        beforeReceiving.run();
        if (underWay.putIfAbsent(object, Optional.empty()) == null) {
            received++;
        }
    }

    @Override
    public Fate end(ProjectId id, UUID object, Supplier<Fate> step) {
        received(id, object);
        return underWay.get(object).orElseGet(() -> {
            Fate fate = step.get();
            fates.merge(fate, 1L, Long::sum);
            underWay.put(object, Optional.of(fate));
            return fate;
        });
    }

    @Override
    public void forget(UUID object) {
        beforeForgetting.run();
        underWay.remove(object);
    }

    @Override
    public void withdraw(UUID object) {
        if (underWay.remove(object) != null) {
            received--;
        }
    }

    @Override
    public List<Note> notes(Instant before) {
        return underWay.entrySet().stream()
                .map(entry ->
                        new Note(entry.getKey(), project.id(), entry.getValue().isPresent()))
                .toList();
    }

    @Override
    public IngestCounts counts() {
        long stored = fates.getOrDefault(Fate.STORED, 0L);
        long duplicates = fates.getOrDefault(Fate.DUPLICATE, 0L);
        long quarantined = fates.getOrDefault(Fate.QUARANTINED, 0L);
        return new IngestCounts(
                received, stored, duplicates, quarantined, received - stored - duplicates - quarantined);
    }

    @Override
    public IngestCounts counts(ProjectId id) {
        return counts();
    }

    @Override
    public Project change(ProjectId id, DuplicatePolicy duplicates) {
        throw new UnsupportedOperationException("the one project stays as it is");
    }

    @Override
    public Project create(Project fresh) {
        throw new UnsupportedOperationException("there is one project");
    }

    @Override
    public Optional<Project> find(ProjectId id) {
        return Optional.of(project).filter(p -> p.id().equals(id));
    }

    @Override
    public Optional<Project> findByName(String name) {
        return Optional.of(project).filter(p -> p.name().equals(name));
    }

    @Override
    public Optional<Project> findByAeTitle(String aeTitle) {
        return Optional.of(project).filter(p -> p.aeTitle().equals(aeTitle));
    }

    @Override
    public List<Project> all() {
        return List.of(project);
    }

    @Override
    public List<Project> of(String user) {
        return new ArrayList<>();
    }

    @Override
    public void add(Member member) {
        throw new UnsupportedOperationException("there are no members");
    }

    @Override
    public void remove(Member member) {
        throw new UnsupportedOperationException("there are no members");
    }

    @Override
    public List<Member> members(ProjectId id) {
        return List.of();
    }

    @Override
    public boolean isMember(ProjectId id, String user) {
        return false;
    }
}
