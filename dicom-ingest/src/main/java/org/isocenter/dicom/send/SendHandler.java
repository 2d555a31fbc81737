package org.isocenter.dicom.send;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.isocenter.dicom.archive.ArchiveClient;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.decode.BlobOctets;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.part10.Part10Reader;
import org.isocenter.dicom.pull.ArchiveConnections;
import org.isocenter.dicom.pull.JobNap;
import org.isocenter.dicom.pull.NamedArchives;
import org.isocenter.dicom.pull.NamedArchives.Named;
import org.isocenter.dicom.pull.Retries;
import org.isocenter.platform.audit.AuditAction;
import org.isocenter.platform.audit.AuditEntry;
import org.isocenter.platform.audit.AuditType;
import org.isocenter.platform.blob.BlobStore;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.job.JobKind;
import org.isocenter.platform.security.AuditLog;
import org.isocenter.platform.study.InstanceRecord;
import org.isocenter.platform.study.StudyIndex;
import org.isocenter.platform.work.JobHandler;
import org.isocenter.platform.work.JobRun;

/** Does SEND jobs: some objects at a time by C-STORE or STOW-RS, tried again as the archive's entry says. What was sent before a job is done again is sent again. */
@ApplicationScoped
public class SendHandler implements JobHandler {
    private static final int OBJECTS_AT_A_TIME = 16;

    private final NamedArchives archives;
    private final ArchiveConnections connections;
    private final StudyIndex index;
    private final BlobStore store;
    private final AuditLog audit;

    SendHandler(
            NamedArchives archives, ArchiveConnections connections, StudyIndex index, BlobStore store, AuditLog audit) {
        this.archives = archives;
        this.connections = connections;
        this.index = index;
        this.store = store;
        this.audit = audit;
    }

    @Override
    public JobKind kind() {
        return JobKind.SEND;
    }

    @Override
    public Map<String, Object> run(JobRun run) {
        SendPlan plan = SendPlan.of(run.job().parameters());
        Named named = archives.of(run.job(), plan.archive());
        List<InstanceRecord> instances =
                List.copyOf(index.get(named.project().id(), plan.instances()).values());
        Retries retries = new Retries(named.archive().limits().retries(), new JobNap(run));
        Set<String> taken = new HashSet<>();
        try (ArchiveClient client = connections.open(named.project(), named.archive())) {
            for (int from = 0; from < instances.size(); from += OBJECTS_AT_A_TIME) {
                run.obey();
                List<InstanceRecord> some =
                        instances.subList(from, Math.min(instances.size(), from + OBJECTS_AT_A_TIME));
                List<DicomObject> objects = some.stream().map(this::read).toList();
                retries.ask(() -> send(client, objects, taken, object -> sent(named, object.dataset())));
                run.progress(taken.size(), instances.size(), "objects", "sent");
            }
        } catch (PlatformException e) {
            throw new PlatformException(
                    e.code(),
                    "%s The archive took %d of %d objects.".formatted(e.getMessage(), taken.size(), instances.size()),
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.of("pacs", named.archive().name(), "sent", instances.size());
    }

    /** Sends what the archive has not taken yet. */
    private static boolean send(
            ArchiveClient client, List<DicomObject> objects, Set<String> taken, Consumer<DicomObject> audit)
            throws IOException {
        List<DicomObject> left = objects.stream()
                .filter(object -> !taken.contains(uid(object.dataset(), Tag.SOP_INSTANCE_UID)))
                .toList();
        if (!left.isEmpty()) {
            client.store(left, object -> {
                audit.accept(object);
                taken.add(uid(object.dataset(), Tag.SOP_INSTANCE_UID));
            });
        }
        return true;
    }

    private static String uid(Dataset dataset, int tag) {
        return dataset.string(tag).orElse("");
    }

    private DicomObject read(InstanceRecord instance) {
        return Part10Reader.read(new BlobOctets(store, instance.blob()));
    }

    private void sent(Named named, Dataset dataset) {
        audit.record(AuditEntry.of(
                        AuditType.DICOM_INSTANCES_TRANSFERRED,
                        AuditAction.READ,
                        named.project().id().value(),
                        "instance",
                        uid(dataset, Tag.SOP_INSTANCE_UID))
                .with("archive", named.archive().name())
                .with("study", uid(dataset, Tag.STUDY_INSTANCE_UID)));
    }
}
