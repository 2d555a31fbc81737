package org.isocenter.dicom.part10;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.isocenter.dicom.dataset.Octets;

/** The bytes of a file, which is opened for each reading and must not change meanwhile. */
public final class FileOctets implements Octets {
    private final Path file;
    private final long length;

    /** Takes a file of the length that it has now. */
    public FileOctets(Path file) throws IOException {
        this.file = file;
        length = Files.size(file);
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public byte[] part(long from, int count) {
        Octets.requireInside(from, count, length);
        ByteBuffer buffer = ByteBuffer.allocate(count);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            while (buffer.hasRemaining()) {
                if (channel.read(buffer, from + buffer.position()) < 0) {
                    throw new EOFException("the file became shorter");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a file could not be read", e);
        }
        return buffer.array();
    }
}
