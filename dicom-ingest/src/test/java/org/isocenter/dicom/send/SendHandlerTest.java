package org.isocenter.dicom.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.isocenter.dicom.association.Admission;
import org.isocenter.dicom.association.ArrivingObject;
import org.isocenter.dicom.association.Caller;
import org.isocenter.dicom.association.DicomScp;
import org.isocenter.dicom.association.Services;
import org.isocenter.dicom.association.StoreHandler;
import org.isocenter.dicom.pull.NamedArchives;
import org.isocenter.dicom.pull.PlainConnections;
import org.isocenter.dicom.result.SampleStudy;
import org.isocenter.platform.audit.AuditEntry;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.job.ClaimedJob;
import org.isocenter.platform.job.Job;
import org.isocenter.platform.job.JobKind;
import org.isocenter.platform.job.JobQueue;
import org.isocenter.platform.job.JobState;
import org.isocenter.platform.job.Lease;
import org.isocenter.platform.job.Progress;
import org.isocenter.platform.job.Signal;
import org.isocenter.platform.pacs.Connection;
import org.isocenter.platform.pacs.PullLimits;
import org.isocenter.platform.pacs.RemoteArchive;
import org.isocenter.platform.pacs.RemoteArchives;
import org.isocenter.platform.project.DeidentificationChoice;
import org.isocenter.platform.project.Project;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.project.Projects;
import org.isocenter.platform.result.FrameResult;
import org.isocenter.platform.result.ResultForm;
import org.isocenter.platform.security.AuditLog;
import org.isocenter.platform.study.InstanceRecord;
import org.isocenter.platform.study.SopInstanceUid;
import org.isocenter.platform.study.StudyIndex;
import org.isocenter.platform.work.JobRun;
import org.isocenter.platform.work.LeaseKeeper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Masks and reports on their way to an archive over the loopback. */
class SendHandlerTest {
    private static final Project PROJECT =
            new Project(new ProjectId(new UUID(5, 6)), "p", "ISOCENTER", DeidentificationChoice.RESEARCH);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<String> received = Collections.synchronizedList(new ArrayList<>());
    private final List<AuditEntry> trail = Collections.synchronizedList(new ArrayList<>());
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

    @TempDir
    Path folder;

    private int most = Integer.MAX_VALUE;
    private DicomScp archive;

    @BeforeEach
    void listen() {
        StoreHandler handler = new StoreHandler() {
            @Override
            public Admission admit(Caller caller) {
                return caller.callingAe().equals("ISOCENTER") ? Admission.ADMITTED : Admission.CALLING_TITLE_UNKNOWN;
            }

            @Override
            public void store(Caller caller, ArrivingObject object) throws IOException {
                object.bytes();
                if (received.size() == most) {
                    throw new PlatformException(ErrorCode.STORAGE_FULL, "the archive is full");
                }
                received.add(object.sopInstance().orElseThrow());
            }
        };
        archive = new DicomScp(
                new DicomScp.Settings(InetAddress.getLoopbackAddress(), 0, 2, PATIENCE, 1L << 28),
                Services.of(handler));
    }

    @AfterEach
    void stop() throws IOException {
        archive.close();
        clock.shutdownNow();
    }

    @Test
    void masks_and_reports_reach_the_archive_and_each_is_in_the_trail() {
        SampleStudy study = new SampleStudy(folder);
        List<String> results = uids(results(study));

        assertThat(send(study)).containsEntry("pacs", "archive").containsEntry("sent", results.size());
        assertThat(received).hasSizeGreaterThan(1).isEqualTo(results);
        assertThat(trail).extracting(AuditEntry::objectId).isEqualTo(results);
        assertThat(trail).allSatisfy(entry -> assertThat(entry.detail()).containsEntry("archive", "archive"));
    }

    @Test
    void what_the_archive_refuses_is_named_with_its_status_and_what_it_took_before_is_in_the_trail() {
        most = 1;
        SampleStudy study = new SampleStudy(folder);
        List<String> results = uids(results(study));

        assertThatThrownBy(() -> send(study))
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ARCHIVE_REFUSED))
                .hasMessage(
                        "Expected success of a C-STORE of %s; the archive's status is A700. The archive took 1 of %d objects.",
                        results.get(1), results.size());
        assertThat(received).isEqualTo(results.subList(0, 1));
        assertThat(trail).extracting(AuditEntry::objectId).isEqualTo(results.subList(0, 1));
    }

    /** A mask of two slices, and the report on it. */
    private static List<InstanceRecord> results(SampleStudy study) {
        byte[] mask = new byte[16];
        mask[5] = 1;
        List<FrameResult> drawn = study.slices(2, 4, 4, 2).stream()
                .map(slice -> SampleStudy.drawn(slice, 0, 4, 4, mask))
                .toList();
        return study.results.write(SampleStudy.AUTHOR, List.of("lesion"), Set.of(ResultForm.REPORT), drawn);
    }

    private static List<String> uids(List<InstanceRecord> results) {
        return results.stream().map(result -> result.instance().value()).toList();
    }

    private Map<String, Object> send(SampleStudy study) {
        Map<SopInstanceUid, InstanceRecord> index = new LinkedHashMap<>();
        results(study).forEach(result -> index.put(result.instance(), result));
        RemoteArchive entry = new RemoteArchive(
                PROJECT.id(),
                "archive",
                new Connection.Dimse("ARCHIVE", "127.0.0.1", archive.port(), false, Connection.Retrieve.GET),
                PullLimits.GENTLE);
        SendHandler handler = new SendHandler(
                new NamedArchives(
                        only(Projects.class, Optional.of(PROJECT)), only(RemoteArchives.class, Optional.of(entry))),
                PlainConnections.patient(PATIENCE),
                only(StudyIndex.class, index),
                study.store,
                audit());
        Lease lease = new Lease(UUID.randomUUID(), 1);
        JobQueue queue = only(JobQueue.class, Signal.GO_ON);
        try (LeaseKeeper keeper = new LeaseKeeper(queue, lease, Duration.ofMinutes(1), () -> false, clock)) {
            return handler.run(new JobRun(new ClaimedJob(job(lease, index), lease, List.of()), queue, keeper));
        }
    }

    private static Job job(Lease lease, Map<SopInstanceUid, InstanceRecord> index) {
        return new Job(
                lease.job(),
                PROJECT.id(),
                JobKind.SEND,
                Map.of(
                        "pacs",
                        "archive",
                        "instances",
                        index.keySet().stream().map(SopInstanceUid::value).toList()),
                0,
                JobState.RUNNING,
                new Progress(0, 0, "", ""),
                1,
                "rita",
                Instant.EPOCH,
                Optional.empty(),
                Map.of(),
                Optional.empty());
    }

    private AuditLog audit() {
        return new AuditLog() {
            @Override
            public void record(AuditEntry entry) {
                trail.add(entry);
            }

            @Override
            public void imageRead(AuditEntry entry) {
                trail.add(entry);
            }
        };
    }

    /** A port whose every answer is this. */
    private static <T> T only(Class<T> port, Object answer) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(),
                new Class<?>[] {port},
                (proxy, method, arguments) -> method.getReturnType() == void.class ? null : answer));
    }
}
