package org.isocenter.cli.stack.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.isocenter.cli.stack.Failures;
import org.isocenter.cli.stack.Kit;
import org.isocenter.cli.stack.KitPreparation;
import org.isocenter.cli.stack.OpenDatabase;
import org.isocenter.cli.stack.StateFolder;
import org.isocenter.platform.blob.DurableFiles;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/**
 * Saves a state folder into one file of mode 600, while the stack runs or not. The order makes it consistent: signed
 * roots first, since they may not cover events that the saved database lacks; blobs last, since the saved rows may not
 * name a blob that is not saved.
 */
public final class Backup {
    private final Kit kit;
    private final StateFolder folder;
    private final Consumer<String> say;
    private final Clock clock;

    /** Prepares; nothing is read yet. */
    public Backup(Kit kit, StateFolder folder, Consumer<String> say, Clock clock) {
        this.kit = kit;
        this.folder = folder;
        this.say = say;
        this.clock = clock;
    }

    /** What was saved, to show. */
    public record Saved(String file, int files, long bytes, String madeAt) {}

    /** Writes the file; it is whole and forced when this returns, and not there when this fails. */
    public Saved write(Path file) {
        if (Files.notExists(folder.database()) || Files.notExists(folder.secrets())) {
            throw new PlatformException(ErrorCode.NOT_FOUND, "Expected a state folder with a database to save.");
        }
        if (Files.exists(file)) {
            throw new PlatformException(ErrorCode.CONFLICT, "The file of the backup is there already; name another.");
        }
        folder.prepare();
        Path aside = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".part");
        try (StateFolder.Held held = folder.hold()) {
            assert held.channel().isOpen();
            Manifest manifest = write(aside, Instant.now(clock).toString());
            DurableFiles.publish(aside, file);
            return new Saved(file.toString(), manifest.sha256().size(), Files.size(file), manifest.madeAt());
        } catch (IOException e) {
            throw Failures.folder("the backup could not be written", e);
        } finally {
            delete(aside);
        }
    }

    private Manifest write(Path aside, String madeAt) throws IOException {
        try (FileChannel channel = DurableFiles.aside(aside);
                BackupWriter writer = new BackupWriter(channel)) {
            tree("audit", folder.audit(), writer);
            say.accept("Saving the database");
            database(writer);
            say.accept("Saving the store");
            tree("store", folder.store(), writer);
            tree("keys", folder.keys(), writer);
            tree("config", folder.root().resolve("config"), writer);
            writer.file("secrets.json", folder.secrets());
            Manifest manifest = writer.finish(madeAt);
            try (FileChannel written = FileChannel.open(aside, StandardOpenOption.WRITE)) {
                written.force(true);
            }
            return manifest;
        }
    }

    private void database(BackupWriter writer) throws IOException {
        new KitPreparation(kit, say).prepare();
        try (OpenDatabase database = OpenDatabase.open(kit, folder);
                Connection connection = database.superuser()) {
            new DatabaseCopy(folder.database(), writer).copy(connection);
        } catch (SQLException e) {
            throw new PlatformException(
                    ErrorCode.INTERNAL,
                    "PostgreSQL did not let its files be saved (SQLSTATE %s); run the backup again."
                            .formatted(e.getSQLState()),
                    e);
        }
    }

    /** What is written aside at this moment is not yet part of the store, and locks are of no use elsewhere. */
    private static void tree(String name, Path root, BackupWriter writer) throws IOException {
        if (Files.notExists(root)) {
            return;
        }
        writer.folder(name);
        List<Path> files;
        try (Stream<Path> found = Files.walk(root)) {
            files = found.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            String relative = root.relativize(file).toString();
            if (!relative.startsWith("incoming/") && !relative.equals(".lock")) {
                writer.file(name + "/" + relative, file);
            }
        }
    }

    private static void delete(Path aside) {
        try {
            Files.deleteIfExists(aside);
        } catch (IOException e) {
            throw Failures.folder("a part of the backup is left over", e);
        }
    }
}
