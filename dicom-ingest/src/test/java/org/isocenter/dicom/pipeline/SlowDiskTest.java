package org.isocenter.dicom.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.isocenter.dicom.association.Admission;
import org.isocenter.dicom.association.ArrivingObject;
import org.isocenter.dicom.association.Caller;
import org.isocenter.dicom.association.DicomScp;
import org.isocenter.dicom.association.Requestor;
import org.isocenter.dicom.association.Requestor.Peer;
import org.isocenter.dicom.association.Services;
import org.isocenter.dicom.association.StoreHandler;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.dataset.Vr;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.part10.Part10Reader;
import org.isocenter.dicom.quarantine.Quarantine;
import org.isocenter.dicom.spool.Spool;
import org.isocenter.dicom.spool.Spooled;
import org.isocenter.platform.study.IngestLedger.Fate;
import org.isocenter.platform.testing.SharedData;
import org.isocenter.platform.testing.disk.WatchedDisk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is slow to force slows those who send; nothing piles up before it, and nothing is lost. */
class SlowDiskTest {
    private static final int SENDERS = 4;
    private static final int EACH = 8;
    private static final Duration FORCE = Duration.ofMillis(40);

    @TempDir
    Path folder;

    private WatchedDisk disk;
    private Spool spool;
    private MemoryGround ground;
    private IngestPipeline pipeline;
    private DicomScp scp;
    private final AtomicInteger held = new AtomicInteger();
    private final AtomicInteger mostHeld = new AtomicInteger();

    @BeforeEach
    void listen() {
        disk = new WatchedDisk(folder);
        ground = new MemoryGround(folder.resolve("store"));
        spool = new Spool(disk.folder().resolve("spool"), new byte[32], 1L << 30);
        Quarantine quarantine = new Quarantine(folder.resolve("quarantine"), new byte[32], Clock.systemUTC());
        pipeline = new IngestPipeline(spool, quarantine, ground.ground());
        StoreHandler handler = new StoreHandler() {
            @Override
            public Admission admit(Caller caller) {
                return Admission.ADMITTED;
            }

            @Override
            public void store(Caller caller, ArrivingObject object) throws IOException {
                mostHeld.accumulateAndGet(held.incrementAndGet(), Math::max);
                Spooled safe = pipeline.receive(ground.project, Optional.empty(), object::writeTo);
                assertThat(spool.contains(safe)).isTrue();
                held.decrementAndGet();
            }
        };
        scp = new DicomScp(
                new DicomScp.Settings(InetAddress.getLoopbackAddress(), 0, SENDERS, Duration.ofSeconds(30), 1L << 28),
                Services.of(handler));
        disk.slowDown(FORCE);
    }

    @AfterEach
    void stop() throws IOException {
        scp.close();
    }

    @Test
    void senders_wait_for_the_disk_and_what_they_were_told_is_safe_is_there() throws Exception {
        List<Duration> answers = new ArrayList<>();
        ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
        try {
            List<Callable<List<Duration>>> work = new ArrayList<>();
            for (int sender = 1; sender <= SENDERS; sender++) {
                int number = sender;
                work.add(() -> sent(number));
            }
            for (Future<List<Duration>> sent : senders.invokeAll(work)) {
                answers.addAll(sent.get());
            }
        } finally {
            senders.shutdownNow();
        }
        assertThat(answers)
                .as("each waits until its file and its folder are forced")
                .hasSize(SENDERS * EACH)
                .allMatch(waited -> waited.compareTo(FORCE.multipliedBy(2)) >= 0);
        assertThat(mostHeld.get())
                .as("one object of each association is in memory, and no more")
                .isBetween(1, SENDERS);
        assertThat(spool.waiting()).hasSize(SENDERS * EACH);

        disk.slowDown(Duration.ZERO);
        for (Spooled spooled : spool.waiting()) {
            assertThat(pipeline.ingest(spooled).fate()).isEqualTo(Fate.STORED);
        }
        Set<String> stored = ground.instances.values().stream()
                .map(instance -> instance.blob().sha256())
                .collect(Collectors.toCollection(HashSet::new));
        assertThat(stored).as("each once").hasSize(SENDERS * EACH);
    }

    /** Sends objects over an association, one after another; how long each waited for its answer. */
    private List<Duration> sent(int sender) throws IOException {
        DicomObject object = Part10Reader.read(SharedData.golden("deid/input/ref-ct1.dcm"));
        List<Duration> answers = new ArrayList<>();
        Peer peer = new Peer("127.0.0.1", scp.port(), "ISOCENTER", "SENDER" + sender, Duration.ofSeconds(30));
        String sopClass = object.dataset().string(Tag.SOP_CLASS_UID).orElseThrow();
        try (Requestor requestor = Requestor.open(peer, Requestor.offers(List.of(sopClass)))) {
            for (int number = 1; number <= EACH; number++) {
                object.dataset().set(Tag.SOP_INSTANCE_UID, Vr.UI, "1.2.3.%d.%d".formatted(sender, number));
                long start = System.nanoTime();
                assertThat(requestor.store(object)).isZero();
                answers.add(Duration.ofNanos(System.nanoTime() - start));
            }
        }
        return answers;
    }
}
