package org.isocenter.cli.stack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.tukaani.xz.XZInputStream;

/** Unpacks PostgreSQL and Keycloak once per build, and builds Keycloak for PostgreSQL; a bundle has both already. */
public final class KitPreparation {
    private static final int EXECUTABLE = 0b001_000_000;

    private final Kit kit;
    private final Consumer<String> say;

    /** Prepares a kit, telling what takes time. */
    public KitPreparation(Kit kit, Consumer<String> say) {
        this.kit = kit;
        this.say = say;
    }

    /** Does what is still missing; a second process waits for the first. */
    public void prepare() {
        if (Files.exists(kit.postgres()) && Files.exists(kit.keycloak())) {
            return;
        }
        Path lock = kit.keycloak().resolveSibling("prepare.lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            assert held.isValid();
            make(kit.postgres(), "Unpacking PostgreSQL", aside -> untar(kit.postgresArchive(), aside));
            make(kit.keycloak(), "Unpacking and building Keycloak (about half a minute, once)", aside -> {
                unzip(kit.keycloakArchive(), aside);
                build(aside);
            });
        } catch (IOException e) {
            throw Failures.folder("the parts of the stack could not be unpacked", e);
        }
    }

    private void make(Path folder, String what, Making making) throws IOException {
        if (Files.exists(folder)) {
            return;
        }
        say.accept(what);
        Path aside = folder.resolveSibling(folder.getFileName() + ".new");
        Folders.delete(aside);
        Files.createDirectories(aside);
        making.into(aside);
        Files.move(aside, folder);
    }

    /** The one archive within the artifact, with its modes and links. */
    private static void untar(Path artifact, Path into) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(artifact))) {
            ZipEntry entry = zip.getNextEntry();
            while (entry != null && !entry.getName().endsWith(".txz")) {
                entry = zip.getNextEntry();
            }
            if (entry == null) {
                throw new IOException("the artifact holds no archive");
            }
            try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(zip))) {
                for (TarArchiveEntry file = tar.getNextEntry(); file != null; file = tar.getNextEntry()) {
                    unpack(file, tar, inside(into, file.getName()));
                }
            }
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream bytes, Path path) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(bytes, path);
        if ((entry.getMode() & EXECUTABLE) != 0) {
            Set<PosixFilePermission> modes = Files.getPosixFilePermissions(path);
            modes.add(PosixFilePermission.OWNER_EXECUTE);
            modes.add(PosixFilePermission.GROUP_EXECUTE);
            modes.add(PosixFilePermission.OTHERS_EXECUTE);
            Files.setPosixFilePermissions(path, modes);
        }
    }

    /** Leaves out the one folder that all entries lie in. */
    private static void unzip(Path archive, Path into) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path path =
                        inside(into, entry.getName().substring(entry.getName().indexOf('/') + 1));
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                } else {
                    Files.createDirectories(path.getParent());
                    Files.copy(zip, path);
                }
            }
        }
    }

    private static Path inside(Path folder, String name) throws IOException {
        Path path = folder.resolve(name).normalize();
        if (!path.startsWith(folder)) {
            throw new IOException("an entry of the archive leaves its folder");
        }
        return path;
    }

    private static void build(Path keycloak) throws IOException {
        Path log = keycloak.resolve("build.log");
        int code = Programs.run(
                List.of("sh", keycloak.resolve("bin/kc.sh").toString(), "build", "--db=postgres", "--cache=local"),
                Map.of(
                        "JAVA_HOME",
                        System.getProperty("java.home"),
                        "JAVA_OPTS_APPEND",
                        "-Xmx512m -XX:TieredStopAtLevel=1"),
                keycloak,
                log);
        if (code != 0) {
            throw new PlatformException(ErrorCode.START_FAILED, "Keycloak could not be built; its log is " + log + ".");
        }
    }

    /** Fills a folder. */
    private interface Making {
        void into(Path folder) throws IOException;
    }
}
