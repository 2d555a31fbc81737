package org.isocenter.dicom.decode;

import java.util.Arrays;
import org.isocenter.dicom.dataset.Octets;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.blob.BlobStore;

/** The bytes of a blob, read from the store as they are asked for; its beginning, where the header of an object lies, is read once. */
public final class BlobOctets implements Octets {
    private final BlobStore store;
    private final BlobKey key;
    private final long length;
    private final byte[] beginning;

    public BlobOctets(BlobStore store, BlobKey key) {
        this.store = store;
        this.key = key;
        length = store.size(key);
        beginning = store.part(key, 0, (int) Math.min(CHUNK, length));
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public byte[] part(long from, int count) {
        Octets.requireInside(from, count, length);
        return from + count <= beginning.length
                ? Arrays.copyOfRange(beginning, (int) from, (int) from + count)
                : store.part(key, from, count);
    }
}
