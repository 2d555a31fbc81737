package org.isocenter.training.worker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.isocenter.platform.blob.BlobStore;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.job.JobCheckpoint;
import org.isocenter.platform.work.JobRun;
import org.isocenter.training.loop.Checkpoint;
import org.isocenter.training.loop.Checkpoints;

/** A job's checkpoints in the store: the newest and the one before it. */
final class BlobCheckpoints implements Checkpoints {
    private static final int KEPT = 2;

    private final BlobStore blobs;
    private final JobRun run;
    private final Deque<JobCheckpoint> newestFirst;

    BlobCheckpoints(BlobStore blobs, JobRun run) {
        this.blobs = blobs;
        this.run = run;
        this.newestFirst = new ArrayDeque<>(run.checkpoints());
    }

    @Override
    public void save(Checkpoint checkpoint) {
        run.requireHeld();
        JobCheckpoint saved = new JobCheckpoint(checkpoint.progress().step(), blobs.put(checkpoint.bytes()));
        if (newestFirst.contains(saved)) {
            return;
        }
        run.checkpoint(saved);
        newestFirst.addFirst(saved);
        while (newestFirst.size() > KEPT) {
            blobs.delete(newestFirst.removeLast().blob());
        }
    }

    @Override
    public Optional<Checkpoint> latest() {
        return newestFirst.stream().flatMap(place -> read(place).stream()).findFirst();
    }

    @Override
    public void stepBack() {
        if (newestFirst.size() == KEPT) {
            newestFirst.addFirst(newestFirst.removeLast());
            run.checkpoint(newestFirst.getFirst());
        }
    }

    /** Removes what is left; only for a job that has ended. */
    void forget() {
        newestFirst.forEach(place -> blobs.delete(place.blob()));
        newestFirst.clear();
    }

    private Optional<Checkpoint> read(JobCheckpoint place) {
        try (InputStream in = blobs.open(place.blob())) {
            Checkpoint checkpoint = Checkpoint.read(in);
            in.transferTo(OutputStream.nullOutputStream()); // to its end, where the store compares the checksum
            return Optional.of(checkpoint);
        } catch (IOException e) {
            return unreadable(place);
        } catch (PlatformException e) {
            if (e.code() == ErrorCode.CHECKPOINT_CORRUPT || e.code() == ErrorCode.NOT_FOUND) {
                return unreadable(place);
            }
            throw e;
        }
    }

    private Optional<Checkpoint> unreadable(JobCheckpoint place) {
        run.log("the checkpoint after step %d cannot be read; the one before it is used, or the start"
                .formatted(place.step()));
        return Optional.empty();
    }
}
