package org.isocenter.training.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One file of the cache: entries one after the other, written through the channel (so that a full disk is an exception) and read through a map (so
 * that reading costs no system call).
 */
final class FramePack implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;
    private final MappedByteBuffer map;
    private final AtomicLong used;

    private FramePack(Path file, FileChannel channel, MappedByteBuffer map, long used) {
        this.file = file;
        this.channel = channel;
        this.map = map;
        this.used = new AtomicLong(used);
    }

    /** Opens or makes a pack; the file is sparse up to its capacity. */
    static FramePack open(Path file, int capacity, long used) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        int size = (int) Math.max(capacity, channel.size());
        if (channel.size() < size) {
            channel.write(ByteBuffer.allocate(1), size - 1L);
        }
        return new FramePack(file, channel, channel.map(FileChannel.MapMode.READ_ONLY, 0, size), used);
    }

    /** Takes room for some bytes; -1 where the pack is full. */
    long reserve(int length) {
        long start = used.getAndAdd(length);
        if (start + length <= map.capacity()) {
            return start;
        }
        used.addAndGet(-length);
        return -1;
    }

    void write(long offset, ByteBuffer bytes) throws IOException {
        ByteBuffer source = bytes.duplicate();
        long at = offset;
        while (source.hasRemaining()) {
            at += channel.write(source, at);
        }
    }

    ByteBuffer read(long offset, int length) {
        return map.slice((int) offset, length);
    }

    /** Overwrites an entry with zeros, so that a deleted image is gone and not only forgotten. */
    void wipe(long offset, int length) throws IOException {
        write(offset, ByteBuffer.allocate(length));
    }

    long used() {
        return used.get();
    }

    void delete() throws IOException {
        close();
        Files.deleteIfExists(file);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
