package org.isocenter.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.isocenter.dicom.association.Requestor;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.part10.Part10Reader;

/**
 * Sends a folder over one association with DCMTK's {@code storescu}, and with our own requestor where DCMTK is not
 * installed; says which files were acknowledged.
 */
final class StoreSender {
    private static final Path STORESCU = Path.of("/usr/bin/storescu");
    private static final String SENDING = "I: Sending file: ";
    private static final String ACKNOWLEDGED = "I: Received Store Response (Success)";

    private StoreSender() {}

    /**
     * Sends every file of a folder until all are sent or the receiver is gone.
     *
     * @param onAcknowledged hears how many were acknowledged so far
     * @return the files that were answered with success
     */
    static Set<Path> send(Path folder, int port, String aeTitle, IntConsumer onAcknowledged) throws Exception {
        return Files.isExecutable(STORESCU)
                ? byStorescu(folder, port, aeTitle, onAcknowledged)
                : byRequestor(folder, port, aeTitle, onAcknowledged);
    }

    private static Set<Path> byStorescu(Path folder, int port, String aeTitle, IntConsumer onAcknowledged)
            throws Exception {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                STORESCU.toString(),
                "-v",
                "-nh",
                "-aec",
                aeTitle,
                "+sd",
                "+r",
                "127.0.0.1",
                "" + port,
                folder.toString()));
        builder.environment().put("TCP_NODELAY", "1");
        Process process = builder.redirectErrorStream(true).start();
        Set<Path> acknowledged = new LinkedHashSet<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            Path sending = folder;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(SENDING)) {
                    sending = Path.of(line.substring(SENDING.length()));
                } else if (line.startsWith(ACKNOWLEDGED)) {
                    acknowledged.add(sending);
                    onAcknowledged.accept(acknowledged.size());
                }
            }
        }
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("storescu does not end");
        }
        return acknowledged;
    }

    private static Set<Path> byRequestor(Path folder, int port, String aeTitle, IntConsumer onAcknowledged)
            throws IOException {
        Set<Path> acknowledged = new LinkedHashSet<>();
        List<Path> files = files(folder);
        DicomObject first = Part10Reader.read(files.get(0));
        Requestor.Peer peer = new Requestor.Peer("127.0.0.1", port, aeTitle, "SENDER", Duration.ofSeconds(30));
        List<Requestor.Offer> offers = List.of(new Requestor.Offer(
                first.dataset().string(Tag.SOP_CLASS_UID).orElseThrow(),
                first.transferSyntax().uid()));
        try (Requestor requestor = Requestor.open(peer, offers)) {
            for (Path file : files) {
                if (requestor.store(Part10Reader.read(file)) == 0) {
                    acknowledged.add(file);
                    onAcknowledged.accept(acknowledged.size());
                }
            }
        } catch (IOException e) {
            return acknowledged; // the receiver is gone, as storescu would say by its exit
        }
        return acknowledged;
    }

    /** The files below a folder, in the order of their names. */
    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
