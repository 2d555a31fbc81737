package org.isocenter.platform.blob;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** What lies in the store, whoever put it there. */
public interface StoredBlobs {

    /** Every blob; the caller closes the stream. What is put or deleted meanwhile may be missing. */
    Stream<StoredBlob> all();

    /** Removes what killed processes left half written before a moment, and names it. */
    List<String> sweep(Instant before);
}
