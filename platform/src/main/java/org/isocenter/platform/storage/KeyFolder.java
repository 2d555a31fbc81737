package org.isocenter.platform.storage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.util.Set;
import org.isocenter.platform.audit.RootSigner;
import org.isocenter.platform.blob.DurableFiles;
import org.isocenter.platform.config.PlatformConfig;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.security.Sealing;
import org.isocenter.platform.security.SecretKeys;

/**
 * The secrets of an installation as files of mode 600 in a folder of mode 700: {@code master.key} (32 bytes),
 * {@code audit.key} (PKCS #8) and {@code audit.pub} (X.509). Made on first use, by one process only.
 */
@ApplicationScoped
public class KeyFolder implements SecretKeys {
    private static final int MASTER_BYTES = 32;

    private final Path folder;

    @Inject
    public KeyFolder(PlatformConfig config) {
        this(config.keyFolder());
    }

    /** Uses a folder, making it where needed. */
    public KeyFolder(Path folder) {
        this.folder = folder;
    }

    @Override
    public byte[] master() {
        return locked(() -> {
            Path file = folder.resolve("master.key");
            if (Files.notExists(file)) {
                DurableFiles.write(file, Sealing.newKey());
            }
            byte[] key = readPrivate(file);
            if (key.length != MASTER_BYTES) {
                throw broken("master.key has %d bytes instead of %d".formatted(key.length, MASTER_BYTES), null);
            }
            return key;
        });
    }

    @Override
    public KeyPair audit() {
        return locked(() -> {
            Path secret = folder.resolve("audit.key");
            Path open = folder.resolve("audit.pub");
            if (Files.notExists(secret)) {
                KeyPair keys = RootSigner.newKeys();
                DurableFiles.write(open, keys.getPublic().getEncoded());
                DurableFiles.write(secret, keys.getPrivate().getEncoded());
            }
            return new KeyPair(
                    RootSigner.publicKey(Files.readAllBytes(open)), RootSigner.privateKey(readPrivate(secret)));
        });
    }

    static byte[] readPrivate(Path file) throws IOException {
        String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        if (!mode.endsWith("------")) {
            throw broken("%s can be read by others (%s)".formatted(file.getFileName(), mode), null);
        }
        return Files.readAllBytes(file);
    }

    /** Does something while nobody else, in this process or another, reads or makes a key of the folder. */
    <T> T locked(Reading<T> reading) {
        synchronized (KeyFolder.class) { // a process has one file lock for all its threads
            try {
                DurableFiles.privateFolder(folder);
                try (FileChannel channel = FileChannel.open(
                                folder.resolve(".lock"),
                                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                        FileLock lock = channel.lock()) {
                    assert lock.isValid();
                    return reading.read();
                }
            } catch (IOException | IllegalArgumentException e) {
                throw broken("a key could not be read or made", e);
            }
        }
    }

    private static PlatformException broken(String what, @org.jspecify.annotations.Nullable Throwable cause) {
        String message = "the key folder cannot be used: " + what + "; restore it from the backup, mode 600";
        return cause == null
                ? new PlatformException(ErrorCode.STATE_FOLDER_BROKEN, message)
                : new PlatformException(ErrorCode.STATE_FOLDER_BROKEN, message, cause);
    }

    /** Reads or makes one key. */
    interface Reading<T> {
        T read() throws IOException;
    }
}
