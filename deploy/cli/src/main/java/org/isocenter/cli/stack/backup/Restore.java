package org.isocenter.cli.stack.backup;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.isocenter.cli.stack.Failures;
import org.isocenter.cli.stack.Folders;
import org.isocenter.cli.stack.Kit;
import org.isocenter.cli.stack.KitPreparation;
import org.isocenter.cli.stack.OpenDatabase;
import org.isocenter.cli.stack.StateFolder;
import org.isocenter.platform.blob.DurableFiles;
import org.isocenter.platform.digest.Sha256;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/** Puts a backup into an empty state folder: checked first, then moved into place, then the database is recovered once. */
public final class Restore {
    private static final List<String> CONTENT = List.of("keys", "secrets.json", "audit", "config", "store", "database");

    private final Kit kit;
    private final StateFolder folder;
    private final Consumer<String> say;

    /** Prepares; nothing is written yet. */
    public Restore(Kit kit, StateFolder folder, Consumer<String> say) {
        this.kit = kit;
        this.folder = folder;
        this.say = say;
    }

    /** What was restored, to show. */
    public record Restored(String home, int files, String madeAt) {}

    /** Restores. A file that is cut short, or was changed, is refused with {@code STATE_FOLDER_BROKEN} and leaves nothing. */
    public Restored read(Path file) {
        if (Files.notExists(file)) {
            throw new PlatformException(ErrorCode.NOT_FOUND, "There is no such file to restore.");
        }
        refuseContent();
        folder.prepare();
        try (StateFolder.Held held = folder.hold()) {
            assert held.channel().isOpen();
            return place(file);
        } catch (IOException e) {
            throw Failures.folder("the backup could not be unpacked", e);
        }
    }

    private void refuseContent() {
        if (CONTENT.stream().anyMatch(name -> Files.exists(folder.root().resolve(name)))) {
            throw new PlatformException(
                    ErrorCode.CONFLICT, "Expected an empty state folder to restore into; name another with --home.");
        }
    }

    private Restored place(Path file) throws IOException {
        Path aside = folder.root().resolve("restore.new");
        Folders.delete(aside);
        DurableFiles.privateFolder(aside);
        boolean done = false;
        try {
            say.accept("Checking the backup");
            Manifest manifest = unpack(file, aside);
            for (String name : CONTENT) {
                if (Files.exists(aside.resolve(name))) {
                    DurableFiles.publish(aside.resolve(name), folder.root().resolve(name));
                }
            }
            say.accept("Recovering the database");
            recover();
            done = true;
            return new Restored(folder.root().toString(), manifest.sha256().size(), manifest.madeAt());
        } finally {
            Folders.delete(aside);
            if (!done) {
                clear();
            }
        }
    }

    private void recover() {
        new KitPreparation(kit, say).prepare();
        try (OpenDatabase database = OpenDatabase.open(kit, folder)) {
            assert database != null; // to have opened it is to have recovered it
        }
    }

    private void clear() throws IOException {
        for (String name : CONTENT) {
            Path path = folder.root().resolve(name);
            if (Files.isDirectory(path)) {
                Folders.delete(path);
            } else {
                Files.deleteIfExists(path);
            }
        }
    }

    /** Unpacks and checks: files by the manifest, all of it by the sum at the archive's end. */
    static Manifest unpack(Path file, Path into) throws IOException {
        Map<String, String> hashes = new TreeMap<>();
        Manifest manifest = null;
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
                TarArchiveInputStream tar = new TarArchiveInputStream(new GzipCompressorInputStream(bytes))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = into.resolve(entry.getName()).normalize();
                if (!path.startsWith(into)) {
                    throw damaged("an entry leaves its folder");
                }
                if (entry.isDirectory()) {
                    DurableFiles.privateFolder(path);
                } else if (entry.getName().equals(Manifest.NAME)) {
                    manifest = new ObjectMapper().readValue(tar.readAllBytes(), Manifest.class);
                } else {
                    hashes.put(entry.getName(), copy(tar, path));
                }
            }
        } catch (IOException e) {
            if (Failures.isDiskFull(e)) {
                throw e;
            }
            throw damaged("it cannot be read to its end");
        }
        if (manifest == null) {
            throw damaged("it has no manifest, so it was cut short");
        }
        refuseChanges(manifest.sha256(), hashes);
        return manifest;
    }

    private static String copy(InputStream in, Path path) throws IOException {
        DurableFiles.privateFolder(path.getParent());
        MessageDigest digest = Sha256.digest();
        try (FileChannel channel = DurableFiles.aside(path);
                OutputStream out = new DigestOutputStream(Channels.newOutputStream(channel), digest)) {
            in.transferTo(out);
            channel.force(true);
        }
        return Sha256.hex(digest.digest());
    }

    private static void refuseChanges(Map<String, String> expected, Map<String, String> found) {
        expected.forEach((name, hash) -> {
            if (!hash.equals(found.get(name))) {
                throw damaged("one of its files is missing or was changed");
            }
        });
        if (found.size() != expected.size()) {
            throw damaged("it holds a file that its manifest does not name");
        }
    }

    private static PlatformException damaged(String why) {
        return new PlatformException(
                ErrorCode.STATE_FOLDER_BROKEN, "The backup is not restored: %s; use another backup.".formatted(why));
    }
}
