package org.isocenter.platform.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.isocenter.platform.audit.AuditExport;
import org.isocenter.platform.audit.AuditJson;
import org.isocenter.platform.audit.SignedRoot;
import org.isocenter.platform.blob.DurableFiles;
import org.isocenter.platform.config.PlatformConfig;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.security.AuditRoots;

/** Signed roots as lines of {@code roots.jsonl}; only ever appended to, forced line by line. */
@ApplicationScoped
public class RootFile implements AuditRoots {
    private final Path file;
    private long knownLength = -1;
    private long knownCovered;

    @Inject
    public RootFile(PlatformConfig config) {
        this(config.auditFolder());
    }

    /** Uses a folder, making it where needed. */
    public RootFile(Path folder) {
        this.file = folder.resolve("roots.jsonl");
    }

    @Override
    public synchronized void append(SignedRoot root) {
        try {
            boolean fresh = Files.notExists(file);
            DurableFiles.privateFolder(file.getParent());
            write((endsTorn() ? "\n" : "") + AuditJson.line(root) + "\n");
            if (fresh) {
                DurableFiles.force(file.getParent());
            }
            knownCovered = Math.max(knownCovered, root.size());
            knownLength = Files.size(file);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** Whether a crash left half a line at the end. */
    private boolean endsTorn() throws IOException {
        if (Files.notExists(file) || Files.size(file) == 0) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            channel.read(last, channel.size() - 1);
            return last.get(0) != '\n';
        }
    }

    private void write(String line) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            ByteBuffer buffer = ByteBuffer.wrap(line.getBytes(UTF_8));
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    @Override
    public synchronized List<SignedRoot> all() {
        if (Files.notExists(file)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(file)) {
            return AuditExport.read(lines).roots(); // a last line torn by a crash is left out and signed anew
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** Reads the file only where someone else has written to it: it grows with every event. */
    @Override
    public synchronized long covered() {
        try {
            long length = Files.exists(file) ? Files.size(file) : 0;
            if (length != knownLength) {
                knownCovered = AuditRoots.super.covered();
                knownLength = length;
            }
            return knownCovered;
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private static PlatformException unusable(IOException cause) {
        return new PlatformException(
                ErrorCode.STATE_FOLDER_BROKEN, "the file of signed audit roots cannot be read or written", cause);
    }
}
