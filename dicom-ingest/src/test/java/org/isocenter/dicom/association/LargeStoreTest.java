package org.isocenter.dicom.association;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.isocenter.dicom.dataset.TransferSyntax;
import org.isocenter.dicom.part10.EncodedObject;
import org.isocenter.dicom.spool.SpoolingProcess;
import org.isocenter.platform.project.ProjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A C-STORE of 200 MB to a process whose heap is a tenth of that. */
class LargeStoreTest {
    private static final long LENGTH = 200_000_000;
    private static final String CT = "1.2.840.10008.5.1.4.1.1.2";

    @TempDir
    Path folder;

    @Test
    void an_object_that_is_larger_than_the_heap_is_spooled_as_it_comes() throws Exception {
        Path spool = folder.resolve("spool");
        Process receiver = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx20m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SpoolingProcess.class.getName(),
                        spool.toString(),
                        ProjectId.random().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(receiver.getInputStream(), StandardCharsets.UTF_8))) {
            int port = Integer.parseInt(String.valueOf(said.readLine()));
            assertThat(send(port)).isEqualTo(Dimse.SUCCESS);
        } finally {
            receiver.destroyForcibly();
        }
        try (Stream<Path> files = Files.list(spool)) {
            assertThat(files.mapToLong(file -> file.toFile().length()).max().orElse(0))
                    .isGreaterThan(LENGTH);
        }
    }

    private int send(int port) throws Exception {
        try (RandomAccessFile file =
                        new RandomAccessFile(folder.resolve("object").toFile(), "rw");
                Requestor requestor = Requestor.open(
                        new Requestor.Peer("127.0.0.1", port, "ISOCENTER", "SCU", Duration.ofSeconds(60)),
                        List.of(new Requestor.Offer(CT, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid())))) {
            file.setLength(LENGTH);
            return requestor
                    .storage()
                    .store(
                            CT,
                            "2.25.1",
                            new EncodedObject(
                                    file.getChannel().map(MapMode.READ_ONLY, 0, LENGTH),
                                    TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN),
                            Optional.empty());
        }
    }
}
