package org.isocenter.dicom.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.isocenter.platform.testing.disk.WatchedDisk.Kind.FORCED;
import static org.isocenter.platform.testing.disk.WatchedDisk.Kind.MOVED;
import static org.isocenter.platform.testing.disk.WatchedDisk.Kind.OPENED;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.isocenter.dicom.association.Admission;
import org.isocenter.dicom.association.ArrivingObject;
import org.isocenter.dicom.association.Caller;
import org.isocenter.dicom.association.DicomScp;
import org.isocenter.dicom.association.Requestor;
import org.isocenter.dicom.association.Services;
import org.isocenter.dicom.association.StoreHandler;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.dataset.Vr;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.part10.Part10Reader;
import org.isocenter.dicom.quarantine.Quarantine;
import org.isocenter.dicom.spool.Spool;
import org.isocenter.dicom.spool.Spooled;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.study.IngestLedger.Fate;
import org.isocenter.platform.testing.SharedData;
import org.isocenter.platform.testing.disk.WatchedDisk;
import org.isocenter.platform.testing.disk.WatchedDisk.Deed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No success is answered before file and folder are forced: counted on a disk that notes every force. */
class ForcedAnswerTest {
    private static final int OUT_OF_RESOURCES = 0xA700;

    @TempDir
    Path folder;

    private WatchedDisk disk;
    private MemoryGround ground;
    private IngestPipeline pipeline;
    private DicomScp scp;
    private DicomObject object;

    @BeforeEach
    void listen() throws IOException {
        disk = new WatchedDisk(folder);
        ground = new MemoryGround(disk.folder().resolve("store"));
        Spool spool = new Spool(disk.folder().resolve("spool"), new byte[32], 1L << 30);
        Quarantine quarantine = new Quarantine(disk.folder().resolve("quarantine"), new byte[32], Clock.systemUTC());
        pipeline = new IngestPipeline(spool, quarantine, ground.ground());
        StoreHandler handler = new StoreHandler() {
            @Override
            public Admission admit(Caller caller) {
                return Admission.ADMITTED;
            }

            @Override
            public void store(Caller caller, ArrivingObject object) throws IOException {
                Spooled safe = pipeline.receive(ground.project, Optional.empty(), object::writeTo);
                assertThat(safe.project()).isEqualTo(ground.project.id());
            }
        };
        scp = new DicomScp(
                new DicomScp.Settings(InetAddress.getLoopbackAddress(), 0, 4, Duration.ofSeconds(30), 1L << 28),
                Services.of(handler));
        object = Part10Reader.read(golden());
    }

    @AfterEach
    void stop() throws IOException {
        scp.close();
    }

    @Test
    void each_c_store_is_answered_after_its_file_and_then_its_folder_were_forced() throws IOException {
        try (Requestor requestor = requestor()) {
            for (int number = 1; number <= 20; number++) {
                object.dataset().set(Tag.SOP_INSTANCE_UID, Vr.UI, "1.2.3." + number);
                disk.forget();
                assertThat(requestor.store(object)).isZero();
                assertForcedOnce("spool", disk.deeds());
            }
        }
    }

    @Test
    void a_c_store_that_the_disk_does_not_take_is_no_success() throws IOException {
        try (Requestor requestor = requestor()) {
            disk.failToForce(Files::isRegularFile);
            assertThat(requestor.store(object)).isEqualTo(OUT_OF_RESOURCES);
            disk.failToForce(Files::isDirectory);
            assertThat(requestor.store(object)).isEqualTo(OUT_OF_RESOURCES);
            disk.failToForce(path -> false);
            assertThat(requestor.store(object)).isZero();
        }
    }

    /** STOW answers a part when these two calls have returned. */
    @Test
    void a_stow_part_is_answered_after_spool_and_store_were_forced() throws IOException {
        disk.forget();
        Spooled spooled = pipeline.receive(ground.project, Optional.empty(), golden());
        assertForcedOnce("spool", disk.deeds());
        assertThat(pipeline.ingest(spooled).fate()).isEqualTo(Fate.STORED);
        assertForcedOnce("store", disk.deeds());
    }

    @Test
    void a_stow_part_that_the_disk_does_not_take_fails() throws IOException {
        byte[] bytes = golden();
        disk.failToForce(path -> path.startsWith(folder.resolve("spool")) && Files.isDirectory(path));
        assertThatThrownBy(() -> pipeline.receive(ground.project, Optional.empty(), bytes))
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORAGE_FULL));
        disk.failToForce(path -> path.startsWith(folder.resolve("store")) && Files.isDirectory(path));
        Spooled spooled = pipeline.receive(ground.project, Optional.empty(), bytes);
        assertThatThrownBy(() -> pipeline.ingest(spooled))
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORAGE_FULL));
        assertThat(ground.instances).isEmpty();
        disk.failToForce(path -> false);
        assertThat(pipeline.ingest(spooled).fate()).isEqualTo(Fate.STORED);
    }

    @Test
    void what_goes_to_quarantine_is_forced_with_its_reason_before_it_leaves_the_spool() throws IOException {
        Spooled spooled = pipeline.receive(ground.project, Optional.empty(), new byte[] {1, 2, 3});
        disk.forget();
        assertThat(pipeline.ingest(spooled).fate()).isEqualTo(Fate.QUARANTINED);
        List<Deed> deeds = disk.deeds();
        assertThat(deeds.stream().filter(deed -> deed.kind() == MOVED))
                .hasSize(2)
                .allSatisfy(moved -> {
                    Path home = moved.path().getParent();
                    assertThat(home).isEqualTo(folder.resolve("quarantine"));
                    assertThat(deeds)
                            .containsSubsequence(
                                    new Deed(FORCED, moved.from(), moved.from()), moved, new Deed(FORCED, home, home));
                });
    }

    /** Below this folder one file was opened, forced, moved to its place, and then the folder of that place was forced. */
    private void assertForcedOnce(String where, List<Deed> deeds) {
        List<Deed> moves = deeds.stream()
                .filter(deed -> deed.kind() == MOVED && deed.path().startsWith(folder.resolve(where)))
                .toList();
        assertThat(moves).hasSize(1);
        Deed moved = moves.get(0);
        Path home = moved.path().getParent();
        assertThat(deeds)
                .containsSubsequence(
                        new Deed(OPENED, moved.from(), moved.from()),
                        new Deed(FORCED, moved.from(), moved.from()),
                        moved,
                        new Deed(FORCED, home, home));
    }

    private Requestor requestor() throws IOException {
        String sopClass = object.dataset().string(Tag.SOP_CLASS_UID).orElseThrow();
        return Requestor.open(
                new Requestor.Peer("127.0.0.1", scp.port(), "ANY", "SCU", Duration.ofSeconds(10)),
                List.of(new Requestor.Offer(sopClass, object.transferSyntax().uid())));
    }

    private static byte[] golden() throws IOException {
        return Files.readAllBytes(SharedData.golden("deid/input/ref-ct1.dcm"));
    }
}
