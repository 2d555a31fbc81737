package org.isocenter.dicom.association;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.isocenter.dicom.pipeline.IngestPipeline;
import org.isocenter.dicom.pipeline.MemoryGround;
import org.isocenter.dicom.quarantine.Quarantine;
import org.isocenter.dicom.spool.Spool;
import org.isocenter.dicom.spool.Spooled;
import org.isocenter.platform.study.IngestLedger.Fate;
import org.isocenter.platform.testing.SharedData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs of DCMTK as peers; skipped where they are not installed. */
class DcmtkPeerTest {
    @TempDir
    Path folder;

    private MemoryGround ground;
    private Spool spool;
    private IngestPipeline pipeline;
    private DicomScp scp;

    @BeforeEach
    void listen() {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/storescu")), "DCMTK is not installed here");
        ground = new MemoryGround(folder.resolve("store"));
        spool = new Spool(folder.resolve("spool"), new byte[32], 1L << 30);
        Quarantine quarantine = new Quarantine(folder.resolve("quarantine"), new byte[32], Clock.systemUTC());
        pipeline = new IngestPipeline(spool, quarantine, ground.ground());
        StoreHandler handler = new StoreHandler() {
            @Override
            public Admission admit(Caller caller) {
                return caller.calledAe().equals("ISOCENTER") ? Admission.ADMITTED : Admission.CALLED_TITLE_UNKNOWN;
            }

            @Override
            public void store(Caller caller, ArrivingObject object) throws IOException {
                Spooled safe = pipeline.receive(ground.project, Optional.empty(), object::writeTo);
                assertThat(safe.project()).isEqualTo(ground.project.id());
            }
        };
        InetAddress loopback = InetAddress.getLoopbackAddress();
        scp = new DicomScp(
                new DicomScp.Settings(loopback, 0, 4, Duration.ofSeconds(30), 1L << 29), Services.of(handler));
    }

    @AfterEach
    void stop() throws IOException {
        if (scp != null) {
            scp.close();
        }
    }

    @Test
    void echoscu_is_answered() throws Exception {
        assertThat(run("/usr/bin/echoscu", "-aec", "ISOCENTER", "127.0.0.1", port()))
                .isZero();
        assertThat(run("/usr/bin/echoscu", "-aec", "OTHER", "127.0.0.1", port()))
                .isNotZero();
    }

    @Test
    void storescu_sends_real_series_and_each_instance_is_stored_once() throws Exception {
        List<String> command = new ArrayList<>(
                List.of("/usr/bin/storescu", "-aec", "ISOCENTER", "+sd", "+r", "-nh", "127.0.0.1", port()));
        command.add(SharedData.data("dicom/dcm_qa_ct_ge_head").toString());
        assertThat(run(command.toArray(String[]::new))).isZero();
        assertThat(run(command.toArray(String[]::new))).isZero();
        List<Fate> fates = new ArrayList<>();
        for (Spooled spooled : spool.waiting()) {
            fates.add(pipeline.ingest(spooled).fate());
        }
        long stored = fates.stream().filter(Fate.STORED::equals).count();
        assertThat(stored).isPositive().isEqualTo(ground.instances.size());
        assertThat(fates.stream().filter(Fate.DUPLICATE::equals)).hasSize((int) stored);
        assertThat(fates).hasSize(2 * (int) stored);
    }

    private String port() {
        return Integer.toString(scp.port());
    }

    private static int run(String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("TCP_NODELAY", "1");
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
