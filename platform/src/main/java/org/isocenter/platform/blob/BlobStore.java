package org.isocenter.platform.blob;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Keeps immutable bytes under the name that their content gives them; putting the same bytes twice keeps one copy. */
public interface BlobStore {

    /** Writes the bytes of a blob to be. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Stores a copy of the file; when this returns, bytes and directory entry are on disk. */
    default BlobKey put(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return put(in::transferTo);
        } catch (IOException e) {
            throw new UncheckedIOException("the file to be stored cannot be read", e);
        }
    }

    /** Stores the bytes; when this returns, bytes and directory entry are on disk. */
    default BlobKey put(byte[] bytes) {
        return put(out -> out.write(bytes));
    }

    /** Stores what is written, which may be more than the memory holds; when this returns, bytes and directory entry are on disk. */
    BlobKey put(Content content);

    /** Opens a blob; {@code NOT_FOUND} where there is none. */
    InputStream open(BlobKey key);

    /**
     * Some bytes of a blob, without a check of the others; {@code NOT_FOUND} where there is none, and IndexOutOfBoundsException
     * where they are not within it.
     *
     * @param from index of the first
     * @param count how many
     */
    default byte[] part(BlobKey key, long from, int count) {
        try (InputStream in = open(key)) {
            in.skipNBytes(from);
            byte[] part = in.readNBytes(count);
            return part.length == count ? part : fail(from, count);
        } catch (EOFException e) {
            return fail(from, count);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] fail(long from, int count) {
        throw new IndexOutOfBoundsException("bytes %d to %d are not all there".formatted(from, from + count));
    }

    /** Size in bytes; {@code NOT_FOUND} where there is none. */
    long size(BlobKey key);

    boolean contains(BlobKey key);

    /** Removes a blob; does nothing where there is none. */
    void delete(BlobKey key);
}
