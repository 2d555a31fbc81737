package org.isocenter.dicom.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.isocenter.dicom.association.Requestor;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.dataset.Vr;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.part10.Part10Reader;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.testing.SharedData;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever was acknowledged is there, whole, after the receiver was killed with -9 at a random moment. */
class KilledProcessTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void every_acknowledged_instance_survives_the_kill(long seed) throws Exception {
        ProjectId project = ProjectId.random();
        Process receiver = start(project);
        Set<String> acknowledged = new HashSet<>();
        try {
            int port = port(receiver);
            long deadline = System.nanoTime() + new SplittableRandom(seed).nextLong(200_000_000L, 900_000_000L);
            send(port, acknowledged, receiver, deadline);
        } catch (IOException e) {
            assertThat(receiver.waitFor(10, TimeUnit.SECONDS))
                    .as("the association ends only because the receiver was killed")
                    .isTrue();
            assertThat(receiver.exitValue()).isEqualTo(128 + 9);
        } finally {
            receiver.destroyForcibly();
        }
        Set<String> kept = new HashSet<>();
        Spool reopened = new Spool(folder.resolve("spool"), SpoolingProcess.KEY, 1L << 30);
        for (Spooled spooled : reopened.waiting()) {
            kept.add(Part10Reader.read(reopened.open(spooled))
                    .dataset()
                    .string(Tag.SOP_INSTANCE_UID)
                    .orElseThrow());
        }
        assertThat(acknowledged).isNotEmpty();
        assertThat(kept).containsAll(acknowledged);
    }

    private void send(int port, Set<String> acknowledged, Process receiver, long deadline) throws Exception {
        DicomObject template = Part10Reader.read(Files.readAllBytes(SharedData.golden("deid/input/ref-ct1.dcm")));
        String sopClass = template.dataset().string(Tag.SOP_CLASS_UID).orElseThrow();
        var peer = new Requestor.Peer("127.0.0.1", port, "ANY", "SCU", Duration.ofSeconds(10));
        var offers =
                List.of(new Requestor.Offer(sopClass, template.transferSyntax().uid()));
        try (Requestor requestor = Requestor.open(peer, offers)) {
            for (int i = 0; i < 5000; i++) {
                if (System.nanoTime() > deadline && receiver.isAlive()) {
                    receiver.destroyForcibly();
                }
                String uid = "1.2.3." + i;
                template.dataset().set(Tag.SOP_INSTANCE_UID, Vr.UI, uid);
                if (requestor.store(template) == 0) {
                    acknowledged.add(uid);
                }
            }
        }
    }

    private Process start(ProjectId project) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        SpoolingProcess.class.getName(),
                        folder.resolve("spool").toString(),
                        project.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static int port(Process receiver) throws Exception {
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(receiver.getInputStream(), StandardCharsets.UTF_8));
        assertThat(receiver.waitFor(0, TimeUnit.SECONDS)).isFalse();
        return Integer.parseInt(String.valueOf(reader.readLine()));
    }
}
