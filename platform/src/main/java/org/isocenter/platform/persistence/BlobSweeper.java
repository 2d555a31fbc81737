package org.isocenter.platform.persistence;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.blob.BlobRemovals;
import org.isocenter.platform.blob.BlobStore;
import org.isocenter.platform.blob.NamedBlob;

/** Empties the store of what nothing names: row and file under one lock, some at a time, so that a crash leaves the rest for the next sweep. */
@ApplicationScoped
class BlobSweeper implements BlobRemovals {
    private static final int BATCH = 200;

    private final BlobRows rows;
    private final BlobNames names;
    private final BlobStore store;

    BlobSweeper(BlobRows rows, BlobNames names, BlobStore store) {
        this.rows = rows;
        this.names = names;
        this.store = store;
    }

    @Scheduled(
            every = "${isocenter.platform.sweep-interval:1m}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = SchemaNotReady.class)
    void sweepInTime() {
        InTime.run(this::sweep);
    }

    @Override
    public Set<BlobKey> known(Collection<BlobKey> blobs) {
        Set<BlobKey> known = new HashSet<>(rows.named(blobs));
        known.addAll(rows.leaving(blobs));
        return known;
    }

    @Override
    public void named(Consumer<NamedBlob> visitor) {
        names.walk(visitor);
    }

    @Override
    public Instant settledBefore(Instant moment) {
        return names.settledBefore(moment);
    }

    @Override
    public Set<BlobKey> deleteUnnamed(Collection<BlobKey> blobs) {
        return rows.deleteUnnamed(blobs, store::delete);
    }

    @Override
    public int sweep() {
        int swept = 0;
        for (List<BlobKey> some = rows.waiting(BATCH); !some.isEmpty(); some = rows.waiting(BATCH)) {
            Set<BlobKey> gone = deleteUnnamed(some);
            Set<BlobKey> stay = new HashSet<>(some);
            stay.removeAll(gone);
            rows.spare(stay);
            swept += gone.size();
        }
        return swept;
    }

    @Override
    public List<BlobKey> deletedSince(Instant moment) {
        return rows.deletedSince(moment);
    }
}
