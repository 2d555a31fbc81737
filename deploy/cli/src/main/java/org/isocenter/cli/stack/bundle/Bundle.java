package org.isocenter.cli.stack.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;
import org.isocenter.cli.stack.Failures;
import org.isocenter.cli.stack.Kit;
import org.isocenter.cli.stack.KitPreparation;
import org.isocenter.platform.digest.Sha256;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/**
 * Writes everything but a JDK into one gzipped tar: the script, the server, the command line with the engine's natives,
 * Keycloak as it was built, PostgreSQL. A library that server and command line share is in it once, as a hard link.
 */
public final class Bundle {
    private static final String FOLDER = "isocenter/";
    private static final int PLAIN = 0644;
    private static final int EXECUTABLE = 0755;

    private final Kit kit;
    private final Consumer<String> say;
    private final Map<String, String> shared = new HashMap<>();

    /** Prepares; nothing is written yet. */
    public Bundle(Kit kit, Consumer<String> say) {
        this.kit = kit;
        this.say = say;
    }

    /** Writes the archive; it is not there when this fails. Returns its size in bytes. */
    public long write(Path file) {
        if (Files.exists(file)) {
            throw new PlatformException(ErrorCode.CONFLICT, "The file of the bundle is there already; name another.");
        }
        new KitPreparation(kit, say).prepare();
        say.accept("Writing the bundle");
        Path aside = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            archive(aside);
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
            return Files.size(file);
        } catch (IOException e) {
            throw Failures.folder("the bundle could not be written", e);
        } finally {
            delete(aside);
        }
    }

    private void archive(Path aside) throws IOException {
        GzipParameters parameters = new GzipParameters();
        parameters.setCompressionLevel(1); // nearly all of it is compressed already
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(aside), 1 << 16);
                TarArchiveOutputStream tar =
                        new TarArchiveOutputStream(new GzipCompressorOutputStream(out, parameters), "UTF-8")) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            add(tar, script(), "isocenter");
            add(tar, kit.root().resolve("LICENSE"), "LICENSE");
            add(tar, kit.realm(), "isocenter-realm.json");
            text(tar, "README.txt", README);
            tree(tar, kit.server(), "server");
            for (Path part : kit.commandLine()) {
                tree(tar, part, Files.isDirectory(part) ? "cli" : "cli/" + part.getFileName());
            }
            tree(tar, kit.postgres(), "postgres");
            for (String part : List.of("bin", "conf", "lib", "providers", "themes", "LICENSE.txt", "version.txt")) {
                tree(tar, kit.keycloak().resolve(part), "keycloak/" + part);
            }
        }
    }

    private Path script() {
        Path bundled = kit.root().resolve("isocenter");
        return Files.exists(bundled) ? bundled : kit.root().resolve("deploy/isocenter");
    }

    private void tree(TarArchiveOutputStream tar, Path root, String name) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(root)) {
            files = found.sorted().toList();
        }
        for (Path file : files) {
            String relative = root.relativize(file).toString();
            add(tar, file, relative.isEmpty() ? name : name + "/" + relative);
        }
    }

    private void add(TarArchiveOutputStream tar, Path file, String name) throws IOException {
        if (Files.isSymbolicLink(file)) {
            link(
                    tar,
                    name,
                    TarConstants.LF_SYMLINK,
                    Files.readSymbolicLink(file).toString());
        } else if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            TarArchiveEntry folder = new TarArchiveEntry(FOLDER + name + "/");
            folder.setMode(EXECUTABLE);
            tar.putArchiveEntry(folder);
            tar.closeArchiveEntry();
        } else {
            Optional<String> same = sameLibrary(file, name);
            if (same.isPresent()) {
                link(tar, name, TarConstants.LF_LINK, FOLDER + same.get());
            } else {
                copy(tar, file, name);
            }
        }
    }

    private static void copy(TarArchiveOutputStream tar, Path file, String name) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(FOLDER + name);
        entry.setSize(Files.size(file));
        entry.setMode(Files.isExecutable(file) ? EXECUTABLE : PLAIN);
        tar.putArchiveEntry(entry);
        Files.copy(file, tar);
        tar.closeArchiveEntry();
    }

    private static void link(TarArchiveOutputStream tar, String name, byte kind, String target) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(FOLDER + name, kind);
        entry.setLinkName(target);
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
    }

    /** An earlier library with the very same bytes; Quarkus puts the group in front of a library's name. */
    private Optional<String> sameLibrary(Path file, String name) throws IOException {
        if (!name.endsWith(".jar") || !(name.startsWith("server/lib/") || name.startsWith("cli/"))) {
            return Optional.empty();
        }
        String digest = Sha256.ofFile(file);
        return Optional.ofNullable(shared.putIfAbsent(digest, name));
    }

    private static void text(TarArchiveOutputStream tar, String name, String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(FOLDER + name);
        entry.setSize(bytes.length);
        entry.setMode(PLAIN);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }

    private static void delete(Path aside) {
        try {
            Files.deleteIfExists(aside);
        } catch (IOException e) {
            throw Failures.folder("a part of the bundle is left over", e);
        }
    }

    private static final String README = """
            Isocenter for a machine without a network. It needs a JDK 17 or 25 (JAVA_HOME) on Linux x86-64, and nothing else.

              ./isocenter up          starts PostgreSQL, Keycloak, the server and a worker
              ./isocenter status      shows what runs where
              ./isocenter demo        runs the whole job on generated studies
              ./isocenter down        stops what "up" started

            State lies in $ISOCENTER_HOME, or ~/.isocenter. "./isocenter --help" lists the other verbs.
            """;
}
