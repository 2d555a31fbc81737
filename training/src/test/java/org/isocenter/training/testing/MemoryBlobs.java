package org.isocenter.training.testing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.blob.BlobStore;

/** Blobs in memory under running numbers. */
public final class MemoryBlobs implements BlobStore {
    private final Map<BlobKey, byte[]> kept = new HashMap<>();
    private int opened;

    @Override
    public BlobKey put(Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            content.writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        BlobKey key = new BlobKey("%064x".formatted(kept.size()));
        kept.put(key, bytes.toByteArray());
        return key;
    }

    @Override
    public InputStream open(BlobKey key) {
        opened++;
        return new ByteArrayInputStream(kept.getOrDefault(key, new byte[0]));
    }

    /** How often a blob was opened. */
    public int opened() {
        return opened;
    }

    @Override
    public long size(BlobKey key) {
        return kept.getOrDefault(key, new byte[0]).length;
    }

    @Override
    public boolean contains(BlobKey key) {
        return kept.containsKey(key);
    }

    @Override
    public void delete(BlobKey key) {
        kept.remove(key);
    }
}
