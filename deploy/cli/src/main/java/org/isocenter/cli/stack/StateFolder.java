package org.isocenter.cli.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.isocenter.platform.blob.DurableFiles;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/**
 * The one folder that holds all state of a stack, mode 700.
 *
 * @param root absolute
 */
public record StateFolder(Path root) {
    private static final int KEPT_LOGS = 3;

    public StateFolder {
        root = root.toAbsolutePath().normalize();
    }

    /** {@code $ISOCENTER_HOME}, or {@code ~/.isocenter}. */
    public static StateFolder standard() {
        String home = System.getenv("ISOCENTER_HOME");
        return new StateFolder(
                home == null || home.isBlank()
                        ? Path.of(System.getProperty("user.home"), ".isocenter")
                        : Path.of(home));
    }

    /** The data of PostgreSQL. */
    public Path database() {
        return root.resolve("database");
    }

    /** The content-addressed store. */
    public Path store() {
        return root.resolve("store");
    }

    /** Published weights that were fetched or put there. */
    public Path weights() {
        return root.resolve("weights");
    }

    /** Master key and audit signing key. */
    public Path keys() {
        return root.resolve("keys");
    }

    /** Signed audit roots, outside the database. */
    public Path audit() {
        return root.resolve("audit");
    }

    /** Passwords of the parts and of the local users, mode 600. */
    public Path secrets() {
        return root.resolve("secrets.json");
    }

    /** What Keycloak keeps outside its database. */
    Path keycloak() {
        return root.resolve("keycloak");
    }

    /** What runs: ports, processes, the lock. */
    Path run() {
        return root.resolve("run");
    }

    /** The log of a part. */
    public Path log(Part part) {
        return root.resolve("logs").resolve(part.word() + ".log");
    }

    /** Where a part's process writes its number. */
    Path pidFile(Part part) {
        return run().resolve(part.word() + ".pid");
    }

    /** Makes the folder where needed, and refuses one that cannot hold a stack. */
    public void prepare() {
        try {
            DurableFiles.privateFolder(root);
            DurableFiles.privateFolder(run());
            DurableFiles.privateFolder(root.resolve("logs"));
            Path probe = Files.createTempFile(run(), "probe", "");
            Files.delete(probe);
        } catch (IOException e) {
            throw Failures.folder("it must be a folder that you may write to", e);
        }
        refuseHalves();
    }

    /** Passwords, keys and database belong together: where one is lost, a new one would lock the others for ever. */
    private void refuseHalves() {
        boolean database = Files.exists(database());
        if (database && Files.notExists(secrets())) {
            throw broken("it has a database but no secrets.json; restore it from the backup");
        }
        if (Files.exists(store()) && Files.notExists(keys().resolve("master.key"))) {
            throw broken("it has a store but no keys/master.key; restore it from the backup");
        }
        if (Files.exists(store()) && !database) {
            throw broken("it has a store but no database; restore it from the backup");
        }
    }

    /** One sentence why the folder is not used. */
    static PlatformException broken(String why) {
        return new PlatformException(
                ErrorCode.STATE_FOLDER_BROKEN, "The state folder cannot be used: %s.".formatted(why));
    }

    /** Keeps other launchers out until closed; fails with {@code CONFLICT} where one is at work. */
    public Held hold() {
        try {
            FileChannel channel =
                    FileChannel.open(run().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new PlatformException(
                        ErrorCode.CONFLICT, "Another launcher works on this state folder; wait until it is done.");
            }
            return new Held(channel);
        } catch (IOException e) {
            throw Failures.folder("its lock cannot be taken", e);
        }
    }

    private static @org.jspecify.annotations.Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** A part's log starts anew; the last few are kept beside it. */
    Path freshLog(Part part) {
        Path log = log(part);
        try {
            DurableFiles.privateFolder(log.getParent());
            for (int i = KEPT_LOGS; i > 0; i--) {
                Path older = i == 1 ? log : numbered(log, i - 1);
                if (Files.exists(older)) {
                    Files.move(older, numbered(log, i), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw Failures.folder("a log cannot be written", e);
        }
        return log;
    }

    private static Path numbered(Path log, int number) {
        return log.resolveSibling(log.getFileName() + "." + number);
    }

    /** The lock while it is held. */
    public record Held(FileChannel channel) implements AutoCloseable {
        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
