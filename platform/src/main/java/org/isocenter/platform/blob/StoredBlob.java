package org.isocenter.platform.blob;

import java.time.Instant;

/**
 * A blob in the store.
 *
 * @param key its name
 * @param putAt when it was put last
 */
public record StoredBlob(BlobKey key, Instant putAt) {}
