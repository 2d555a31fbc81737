package org.isocenter.dicom.spool;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.isocenter.dicom.dataset.Octets;
import org.isocenter.platform.security.SealedStream;

/** The bytes of a sealed file, opened where they are asked for. */
public final class SealedOctets implements Octets {
    private final Path file;
    private final byte[] key;
    private final byte[] context;
    private final long length;

    /**
     * Takes a sealed file, which must stay as it is.
     *
     * @param key 32 bytes that it was sealed with
     * @param context what it was bound to
     */
    public SealedOctets(Path file, byte[] key, byte[] context) throws IOException {
        this.file = file;
        this.key = key.clone();
        this.context = context.clone();
        length = SealedStream.plainLength(Files.size(file));
        if (length < 0) {
            throw new EOFException("a sealed file ends within its head");
        }
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public byte[] part(long from, int count) {
        Octets.requireInside(from, count, length);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return SealedStream.part(channel, key, context, from, count);
        } catch (IOException e) {
            throw new UncheckedIOException("a sealed file could not be read", e);
        }
    }
}
