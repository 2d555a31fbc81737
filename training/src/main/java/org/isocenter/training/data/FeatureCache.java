package org.isocenter.training.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/**
 * Features of images under encoders that stand still, on the worker's disk, so that heads on the same images embed them once. On disk and not in memory, so
 * that they outlive the process, take nothing from what learns, and serve several workers of a machine.
 *
 * <p>An entry holds the rows of one call, of all its frames together and float32 as the engine gave them, for an engine may round an image differently
 * among others: what comes from here equals what would be computed, bit by bit. Its name is a SHA-256 over the encoder, the frames and how they are kept.
 * An entry that fails a checksum is computed again. When entries outgrow the limit, those that were not read for longest go. Any number of threads and
 * processes use a folder at a time.
 */
public final class FeatureCache {
    private final Path folder;
    private final String version;
    private final long limitBytes;

    /**
     * A cache; its folder is made when there is something to keep.
     *
     * @param version of the code; entries of another are not used
     * @param limitBytes entries together stay near or below this; 0 keeps nothing
     */
    public FeatureCache(Path folder, String version, long limitBytes) {
        this.folder = folder;
        this.version = version;
        this.limitBytes = limitBytes;
    }

    /**
     * An embedder that asks another only for what is not kept; for frames that are not kept on disk themselves, each time.
     *
     * @param embedder whose values float32 holds
     * @param encoder all that decides about a row beside the frame, in words
     */
    public Embedder over(Embedder embedder, String encoder) {
        return frames -> {
            List<FrameKey> keys = IntStream.range(0, frames.size())
                    .mapToObj(frames::key)
                    .flatMap(Optional::stream)
                    .toList();
            if (keys.isEmpty() || keys.size() < frames.size()) {
                return embedder.embed(frames);
            }
            Path entry = folder.resolve(name(encoder, keys));
            return read(entry, keys.size()).orElseGet(() -> {
                double[][] rows = embedder.embed(frames);
                keep(entry, FeatureCodec.encode(keys, rows));
                return rows;
            });
        };
    }

    /** Overwrites and deletes every entry with a row of an image whose blob was deleted, and every one that cannot say whose rows it holds. */
    public void remove(Set<BlobKey> blobs) {
        try {
            for (Entry entry : entries()) {
                Optional<List<String>> from = blobs(entry);
                if (from.isEmpty() || from.get().stream().map(BlobKey::new).anyMatch(blobs::contains)) {
                    wipe(entry);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bytes of all entries. */
    public long usedBytes() {
        return entries().stream().mapToLong(Entry::bytes).sum();
    }

    private String name(String encoder, List<FrameKey> keys) {
        StringBuilder text = new StringBuilder("%s\n%s\n".formatted(version, encoder));
        keys.forEach(key -> text.append("%s %d %d\n".formatted(key.blob(), key.frame(), key.cap())));
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<double[][]> read(Path file, int count) {
        try {
            Optional<double[][]> rows = FeatureCodec.decode(ByteBuffer.wrap(Files.readAllBytes(file)), count);
            if (rows.isPresent()) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
            }
            return rows;
        } catch (IOException e) { // not there, or no longer
            return Optional.empty();
        }
    }

    private void keep(Path entry, byte[] bytes) {
        if (bytes.length > limitBytes) {
            return;
        }
        Path fresh = folder.resolve("%s.%s".formatted(entry.getFileName(), UUID.randomUUID()));
        try {
            Files.createDirectories(folder);
            makeRoom(bytes.length);
            Files.write(fresh, bytes, StandardOpenOption.CREATE_NEW);
            Files.move(fresh, entry, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) { // another process removed it half written
            return;
        } catch (IOException e) {
            throw new PlatformException(ErrorCode.STORAGE_FULL, "the feature cache cannot be written; free space", e);
        }
    }

    private void makeRoom(long bytes) throws IOException {
        List<Entry> entries =
                entries().stream().sorted(Comparator.comparing(Entry::read)).toList();
        long used = entries.stream().mapToLong(Entry::bytes).sum();
        for (Entry oldest : entries) {
            if (used + bytes <= limitBytes) {
                return;
            }
            Files.deleteIfExists(oldest.file());
            used -= oldest.bytes();
        }
    }

    /** A file of the folder, also one that a process began and did not end. */
    private record Entry(Path file, long bytes, FileTime read) {}

    private List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                for (Path file : files) {
                    entry(file).ifPresent(entries::add);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return entries;
    }

    private static Optional<Entry> entry(Path file) throws IOException {
        try {
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
            return Optional.of(new Entry(file, found.size(), found.lastModifiedTime()));
        } catch (NoSuchFileException e) { // no longer there
            return Optional.empty();
        }
    }

    private static Optional<List<String>> blobs(Entry entry) throws IOException {
        try (InputStream in = Files.newInputStream(entry.file())) {
            byte[] header = in.readNBytes(FeatureCodec.HEADER);
            int length = header.length < FeatureCodec.HEADER ? -1 : FeatureCodec.blobsLength(header);
            if (length < 0 || length > entry.bytes()) {
                return Optional.empty();
            }
            byte[] blobs = in.readNBytes(length);
            return FeatureCodec.blobs(ByteBuffer.allocate(header.length + blobs.length)
                    .put(header)
                    .put(blobs)
                    .flip());
        } catch (NoSuchFileException e) { // no longer there
            return Optional.of(List.of());
        }
    }

    private static void wipe(Entry entry) throws IOException {
        try {
            Files.write(entry.file(), new byte[(int) entry.bytes()], StandardOpenOption.WRITE);
            Files.deleteIfExists(entry.file());
        } catch (NoSuchFileException e) { // no longer there
            return;
        }
    }
}
