package org.isocenter.platform.blob;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Takes blobs out of the store that nothing names any more. */
public interface BlobRemovals {

    /** Those of some blobs that something names, and those that are on their way out. */
    Set<BlobKey> known(Collection<BlobKey> blobs);

    /** Hands over what names a blob, each blob of a kind once, a page at a time. */
    void named(Consumer<NamedBlob> visitor);

    /** Whatever was put before this moment, and before the moment given, is named by now if it ever will be: no work that began earlier is under way. */
    Instant settledBefore(Instant moment);

    /** Deletes those of some blobs that nothing names, and gives them. What begins to name one meanwhile keeps it. */
    Set<BlobKey> deleteUnnamed(Collection<BlobKey> blobs);

    /** Deletes what has lost the last thing that named it and whose time has come; returns how many blobs went. */
    int sweep();

    /** What was deleted at or after a moment, for those who keep something made from it. */
    List<BlobKey> deletedSince(Instant moment);
}
