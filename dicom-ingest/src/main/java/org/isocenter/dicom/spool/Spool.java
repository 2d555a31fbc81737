package org.isocenter.dicom.spool;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.isocenter.dicom.dataset.Octets;
import org.isocenter.platform.blob.DurableFiles;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.security.SealedStream;
import org.jspecify.annotations.Nullable;

/**
 * A folder of sealed objects (AES-256-GCM), mode 700. When {@link #put} returns, file and folder are on disk; above its
 * high-water mark it refuses with {@link ErrorCode#STORAGE_FULL} and keeps what it has.
 */
public final class Spool {
    private static final String MARK = "mark";
    /** Bytes of a file that is opened at once. */
    private static final long SMALL = 4L << 20;

    private final Path folder;
    private final byte[] key;
    private final long highWater;
    private final AtomicLong size = new AtomicLong();
    private final long mark;

    /**
     * Uses a folder, making it where needed.
     *
     * @param folder the folder
     * @param key 32 bytes that seal what lies there
     * @param highWater bytes above which nothing more is taken
     */
    public Spool(Path folder, byte[] key, long highWater) {
        this.folder = folder;
        this.key = key.clone();
        this.highWater = highWater;
        try {
            DurableFiles.privateFolder(folder);
            mark = mark();
            size.set(used());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the names of all objects of this folder begin with, so that they can be told from those of another machine's spool. */
    private long mark() throws IOException {
        Path file = folder.resolve(MARK);
        if (Files.notExists(file)) {
            DurableFiles.write(file, UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII));
        }
        return UUID.fromString(Files.readString(file)).getMostSignificantBits();
    }

    /** Whether an object was received here, whatever became of it. */
    public boolean isOurs(UUID object) {
        return object.getMostSignificantBits() == mark;
    }

    /** Writes the bytes of an object. */
    @FunctionalInterface
    public interface Source {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Takes an object as it arrives, without holding it; it is safe when this returns. Where the source fails, nothing is left here. */
    public Spooled put(ProjectId project, Optional<String> sourceKey, Source source) throws IOException {
        Spooled spooled = named(project, sourceKey);
        Path aside = folder.resolve(spooled.fileName() + "." + UUID.randomUUID());
        try (FileChannel channel = opened(aside)) {
            Arrival arrival = new Arrival(channel, this::reserve);
            try {
                try (OutputStream sealed = SealedStream.sealing(arrival, key, context(spooled))) {
                    source.writeTo(sealed);
                }
                publish(channel, aside, spooled);
            } catch (IOException | RuntimeException e) {
                size.addAndGet(-arrival.written());
                Files.deleteIfExists(aside);
                withdraw(spooled);
                throw e;
            }
        }
        return spooled;
    }

    private static FileChannel opened(Path aside) {
        try {
            return DurableFiles.aside(aside);
        } catch (IOException e) {
            throw full(e);
        }
    }

    private void publish(FileChannel channel, Path aside, Spooled spooled) {
        try {
            channel.force(true);
            DurableFiles.publish(aside, place(spooled));
        } catch (IOException e) {
            throw full(e);
        }
    }

    private void reserve(long bytes) {
        if (size.addAndGet(bytes) > highWater) {
            size.addAndGet(-bytes);
            throw full(null);
        }
    }

    private Spooled named(ProjectId project, Optional<String> sourceKey) {
        return new Spooled(new UUID(mark, UUID.randomUUID().getLeastSignificantBits()), project, sourceKey);
    }

    /** The same for an object that is held already. */
    public Spooled put(ProjectId project, Optional<String> sourceKey, byte[] bytes) {
        return put(project, sourceKey, new ByteArrayInputStream(bytes));
    }

    /** Nobody is told that it is safe, so it need not be; where even that fails it is taken in and its repetition is a duplicate. */
    private void withdraw(Spooled spooled) {
        try {
            Files.deleteIfExists(place(spooled));
        } catch (IOException e) {
            size.addAndGet(place(spooled).toFile().length());
        }
    }

    /** The same from a stream, which is left open; fails with {@link UncheckedIOException} where it cannot be read to its end. */
    public Spooled put(ProjectId project, Optional<String> sourceKey, InputStream object) {
        try {
            return put(project, sourceKey, (Source) object::transferTo);
        } catch (IOException e) {
            throw new UncheckedIOException("an object could not be read to its end", e);
        }
    }

    /** Opens an object: a small one in memory, a large one where it lies. */
    public Octets open(Spooled spooled) {
        try {
            Path file = place(spooled);
            return Files.size(file) > SMALL
                    ? new SealedOctets(file, key, context(spooled))
                    : Octets.of(SealedStream.open(key, Files.readAllBytes(file), context(spooled)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether an object is still here. */
    public boolean contains(Spooled spooled) {
        return Files.exists(place(spooled));
    }

    /** Removes an object that has come to its end; does nothing where another process did. */
    public void remove(Spooled spooled) {
        try {
            long bytes = place(spooled).toFile().length();
            if (Files.deleteIfExists(place(spooled))) {
                size.addAndGet(-bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What waits, for a start after a crash. */
    public List<Spooled> waiting() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .sorted()
                    .flatMap(name -> Spooled.parse(name).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What waits since before a moment, so that nobody is likely to be at work on it. */
    public List<Spooled> waitingSince(Instant moment) {
        return waiting().stream()
                .filter(spooled -> place(spooled).toFile().lastModified() < moment.toEpochMilli())
                .toList();
    }

    /** Removes what killed processes left half written before a moment, and names it; a younger file may be somebody's work. */
    public List<String> sweep(Instant before) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !file.endsWith(MARK))
                    .filter(file ->
                            Spooled.parse(String.valueOf(file.getFileName())).isEmpty())
                    .filter(file -> file.toFile().lastModified() < before.toEpochMilli())
                    .filter(file -> file.toFile().delete())
                    .map(file -> "spool/" + file.getFileName())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long used() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !file.endsWith(MARK))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private Path place(Spooled spooled) {
        return folder.resolve(spooled.fileName());
    }

    private static byte[] context(Spooled spooled) {
        return spooled.fileName().getBytes(StandardCharsets.US_ASCII);
    }

    static PlatformException full(@Nullable IOException cause) {
        String message = "Expected room in the spool; it is full. Send again later.";
        return cause == null
                ? new PlatformException(ErrorCode.STORAGE_FULL, message)
                : new PlatformException(ErrorCode.STORAGE_FULL, message, cause);
    }
}
