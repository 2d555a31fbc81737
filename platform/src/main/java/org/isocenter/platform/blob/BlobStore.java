package org.isocenter.platform.blob;

import java.io.InputStream;
import java.nio.file.Path;

/** Keeps immutable bytes under the name that their content gives them; putting the same bytes twice keeps one copy. */
public interface BlobStore {

    /** Stores a copy of the file; when this returns, bytes and directory entry are on disk. */
    BlobKey put(Path file);

    /** Stores the bytes; when this returns, bytes and directory entry are on disk. */
    BlobKey put(byte[] bytes);

    /** Opens a blob; {@code NOT_FOUND} where there is none. */
    InputStream open(BlobKey key);

    /** Size in bytes; {@code NOT_FOUND} where there is none. */
    long size(BlobKey key);

    boolean contains(BlobKey key);

    /** Removes a blob; does nothing where there is none. */
    void delete(BlobKey key);
}
