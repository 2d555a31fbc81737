package org.isocenter.platform.blob;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** Writes files so that they are whole or not there: write aside, force the file, rename, force the folder. */
public final class DurableFiles {
    private static final int BUFFER = 1 << 18;

    private DurableFiles() {}

    /** Makes a folder that only its owner may enter, and its parents; each new entry is forced. */
    public static void privateFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Path parent = folder.toAbsolutePath().getParent();
        if (parent != null) {
            privateFolder(parent);
        }
        try {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (java.nio.file.FileAlreadyExistsException e) {
            return; // another thread or process was first
        }
        force(parent);
    }

    /** Makes an empty file that only its owner may read; the caller forces it before {@link #publish}. */
    public static FileChannel aside(Path file) throws IOException {
        return FileChannel.open(
                file,
                java.util.Set.of(CREATE_NEW, WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    /** Renames a forced file to its place and forces the folder. */
    public static void publish(Path aside, Path file) throws IOException {
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
        force(file.toAbsolutePath().getParent());
    }

    /** Writes a file of any size as a whole: it is there once everything is written and forced, and else not at all. */
    public static void write(Path file, BlobStore.Content content) throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + "." + java.util.UUID.randomUUID());
        try {
            try (FileChannel channel = aside(aside)) {
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
                content.writeTo(keptOpen(out));
                out.flush();
                channel.force(true);
            }
            publish(aside, file);
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    /** What is closed must still be forced. */
    private static OutputStream keptOpen(OutputStream out) {
        return new FilterOutputStream(out) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                out.write(bytes, offset, length);
            }

            @Override
            public void close() throws IOException {
                flush();
            }
        };
    }

    /** Writes a small file as a whole; where that fails nothing of it stays behind, so that a full disk is not filled further. */
    public static void write(Path file, byte[] bytes) throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + "." + java.util.UUID.randomUUID());
        try {
            fill(aside, bytes);
            publish(aside, file);
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    private static void fill(Path aside, byte[] bytes) throws IOException {
        try (FileChannel channel = aside(aside)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    /** Forces a folder, that is the names in it. */
    public static void force(@Nullable Path folder) throws IOException {
        if (folder != null) {
            try (FileChannel channel = FileChannel.open(folder, READ)) {
                channel.force(true);
            }
        }
    }
}
