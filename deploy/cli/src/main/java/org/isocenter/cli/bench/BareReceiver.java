package org.isocenter.cli.bench;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.isocenter.cli.stack.Folders;
import org.isocenter.dicom.association.Admission;
import org.isocenter.dicom.association.ArrivingObject;
import org.isocenter.dicom.association.Caller;
import org.isocenter.dicom.association.DicomScp;
import org.isocenter.dicom.association.Requestor.Peer;
import org.isocenter.dicom.association.Services;
import org.isocenter.dicom.association.StoreHandler;
import org.isocenter.platform.blob.DurableFiles;

/**
 * The least a receiver can do and still tell the truth: each object goes into a file that is forced, with its name, before the reply.
 * What it takes per second is the ceiling of this machine's disk and network for the same objects.
 */
final class BareReceiver implements Closeable {
    private static final String TITLE = "BARE";
    private static final long LARGEST = 1L << 30;

    private final Path folder;
    private final DicomScp scp;

    /** Listens on a free port of the loopback and writes into a new folder beside others of the state. */
    BareReceiver(Path beside) {
        try {
            folder = Files.createTempDirectory(Files.createDirectories(beside), "bench-");
            scp = new DicomScp(
                    new DicomScp.Settings(InetAddress.getLoopbackAddress(), 0, 64, Duration.ofMinutes(1), LARGEST),
                    Services.of(new Writer(folder)));
        } catch (IOException e) {
            throw new UncheckedIOException("the bare receiver cannot start", e);
        }
    }

    Peer peer() {
        return new Peer("127.0.0.1", scp.port(), TITLE, "BENCH", Duration.ofMinutes(1));
    }

    @Override
    public void close() throws IOException {
        scp.close();
        Folders.delete(folder);
    }

    private record Writer(Path folder) implements StoreHandler {
        @Override
        public Admission admit(Caller caller) {
            return Admission.ADMITTED;
        }

        @Override
        public void store(Caller caller, ArrivingObject object) throws IOException {
            DurableFiles.write(folder.resolve(UUID.randomUUID().toString()), object::writeTo);
        }
    }
}
