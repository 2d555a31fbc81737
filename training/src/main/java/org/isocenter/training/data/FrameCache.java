package org.isocenter.training.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32C;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.imaging.Frame;
import org.isocenter.platform.study.FrameReader;
import org.jspecify.annotations.Nullable;

/**
 * Decoded frames on the worker's disk, memory-mapped, so that an image is decoded once and not once an epoch. Frames keep their stored values; the
 * window is chosen in the view.
 *
 * <p>Entries lie one after the other in packs; a journal says which lies where and with which checksum. An entry that fails its checksum, or was cut
 * off by a crash, is decoded again. When the packs outgrow the limit the oldest goes. One process uses a folder at a time; within it any number of threads.
 */
public final class FrameCache implements AutoCloseable {
    private static final int PACK_BYTES = 64 << 20;
    private static final String JOURNAL = "journal";

    private final Path folder;
    private final FrameReader reader;
    private final String decoderVersion;
    private final long limitBytes;
    private final FileChannel journal;
    private final Map<FrameKey, Place> places = new ConcurrentHashMap<>();
    private final TreeMap<Integer, FramePack> packs = new TreeMap<>();

    /** Where an entry lies. */
    private record Place(int pack, long offset, int length, long checksum) {}

    private FrameCache(Path folder, FrameReader reader, String decoderVersion, long limitBytes) throws IOException {
        this.folder = folder;
        this.reader = reader;
        this.decoderVersion = decoderVersion;
        this.limitBytes = limitBytes;
        this.journal = FileChannel.open(
                Files.createDirectories(folder).resolve(JOURNAL),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        if (!lock()) {
            journal.close();
            throw new PlatformException(
                    ErrorCode.STATE_FOLDER_BROKEN, "the frame cache is in use by another worker; give each its own");
        }
        replay();
    }

    private boolean lock() throws IOException {
        try {
            return journal.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /**
     * Opens a cache or makes an empty one.
     *
     * @param folder for this process alone
     * @param reader decodes what is missing
     * @param decoderVersion entries of another version are not used; without blanks
     * @param limitBytes the packs together stay near or below this
     */
    public static FrameCache open(Path folder, FrameReader reader, String decoderVersion, long limitBytes) {
        try {
            return new FrameCache(folder, reader, decoderVersion, limitBytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The frame, from the cache or freshly decoded and kept. */
    public Frame get(FrameKey key) {
        Place place = places.get(key);
        Optional<Frame> kept = place == null ? Optional.empty() : read(key, place);
        return kept.orElseGet(() -> decode(key));
    }

    /** Decodes what is missing on several threads; what an interrupted call has done stays done. */
    public void fill(Collection<FrameKey> keys, int threads) {
        List<FrameKey> missing =
                keys.stream().distinct().filter(key -> !places.containsKey(key)).toList();
        try (Prefetch<FrameKey> filled = new Prefetch<>(missing.size(), threads, i -> {
            decode(missing.get(i));
            return missing.get(i);
        })) {
            filled.forEachRemaining(key -> {});
        }
    }

    /** Forgets and overwrites every entry of blobs that were deleted. */
    public synchronized void remove(Set<BlobKey> blobs) {
        List<FrameKey> keys = places.keySet().stream()
                .filter(key -> blobs.contains(key.blob()))
                .toList();
        try {
            for (FrameKey key : keys) {
                Place place = places.remove(key);
                if (place != null) {
                    wipe(key, place);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void wipe(FrameKey key, Place place) throws IOException {
        FramePack pack = pack(place.pack());
        if (pack != null) {
            pack.wipe(place.offset(), place.length());
        }
        append(line(key, new Place(place.pack(), place.offset() + place.length(), 0, 0)));
    }

    /** Number of entries that need no decoding. */
    public int size() {
        return places.size();
    }

    /** Bytes of all packs in use. */
    public synchronized long usedBytes() {
        return packs.values().stream().mapToLong(FramePack::used).sum();
    }

    private Optional<Frame> read(FrameKey key, Place place) {
        FramePack pack = pack(place.pack());
        ByteBuffer bytes = pack == null ? ByteBuffer.allocate(0) : pack.read(place.offset(), place.length());
        if (checksum(bytes) != place.checksum()) {
            places.remove(key, place);
            return Optional.empty();
        }
        return Optional.of(FrameCodec.decode(bytes));
    }

    private Frame decode(FrameKey key) {
        Frame frame = FrameShrinker.shrink(reader.read(key.blob(), key.frame()), key.cap());
        try {
            keep(key, FrameCodec.encode(frame));
        } catch (IOException e) {
            throw new PlatformException(ErrorCode.STORAGE_FULL, "the frame cache cannot be written; free space", e);
        }
        return frame;
    }

    private void keep(FrameKey key, ByteBuffer bytes) throws IOException {
        int number = packWithRoom(bytes.remaining());
        FramePack pack = pack(number);
        long offset = pack == null ? -1 : pack.reserve(bytes.remaining());
        if (offset < 0) {
            keep(key, bytes);
            return;
        }
        pack.write(offset, bytes);
        Place place = new Place(number, offset, bytes.remaining(), checksum(bytes));
        append(line(key, place));
        places.put(key, place);
    }

    private synchronized int packWithRoom(int length) throws IOException {
        if (!packs.isEmpty() && packs.lastEntry().getValue().used() + length <= PACK_BYTES) {
            return packs.lastKey();
        }
        while (packs.size() > 1 && usedBytes() + length > limitBytes) {
            dropOldest();
        }
        int number = packs.isEmpty() ? 1 : packs.lastKey() + 1;
        packs.put(number, FramePack.open(file(number), Math.max(PACK_BYTES, length), 0));
        return number;
    }

    private void dropOldest() throws IOException {
        Map.Entry<Integer, FramePack> oldest = packs.pollFirstEntry();
        places.values().removeIf(place -> place.pack() == oldest.getKey());
        oldest.getValue().delete();
    }

    private synchronized @Nullable FramePack pack(int number) {
        return packs.get(number);
    }

    private Path file(int number) {
        return folder.resolve("pack-%06d".formatted(number));
    }

    private String line(FrameKey key, Place place) {
        return "%s %d %d %s %d %d %d %d\n"
                .formatted(
                        key.blob(),
                        key.frame(),
                        key.cap(),
                        decoderVersion,
                        place.pack(),
                        place.offset(),
                        place.length(),
                        place.checksum());
    }

    private synchronized void append(String line) throws IOException {
        ByteBuffer bytes = StandardCharsets.US_ASCII.encode(line);
        long end = journal.size();
        while (bytes.hasRemaining()) {
            end += journal.write(bytes, end);
        }
    }

    /** Reads the journal; a last line without its end is what a crash left, and is cut off. */
    private void replay() throws IOException {
        ByteBuffer all = ByteBuffer.allocate((int) journal.size());
        while (all.hasRemaining() && journal.read(all, all.position()) > 0) {
            // until all is read
        }
        String text = StandardCharsets.US_ASCII.decode(all.flip()).toString();
        int end = text.lastIndexOf('\n') + 1;
        journal.truncate(end);
        Map<Integer, Long> used = new TreeMap<>();
        text.substring(0, end).lines().map(line -> line.split(" ")).forEach(fields -> replay(fields, used));
        for (Map.Entry<Integer, Long> pack : used.entrySet()) {
            if (Files.exists(file(pack.getKey()))) {
                packs.put(pack.getKey(), FramePack.open(file(pack.getKey()), PACK_BYTES, pack.getValue()));
            }
        }
        places.values().removeIf(place -> !packs.containsKey(place.pack()));
    }

    private void replay(String[] fields, Map<Integer, Long> used) {
        FrameKey key = new FrameKey(new BlobKey(fields[0]), Integer.parseInt(fields[1]), Integer.parseInt(fields[2]));
        Place place = new Place(
                Integer.parseInt(fields[4]),
                Long.parseLong(fields[5]),
                Integer.parseInt(fields[6]),
                Long.parseLong(fields[7]));
        used.merge(place.pack(), place.offset() + place.length(), Math::max);
        if (place.length() == 0) {
            places.remove(key);
        } else if (fields[3].equals(decoderVersion)) {
            places.put(key, place);
        }
    }

    private static long checksum(ByteBuffer bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes.duplicate());
        return checksum.getValue();
    }

    @Override
    public synchronized void close() {
        try {
            for (FramePack pack : packs.values()) {
                pack.close();
            }
            journal.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
