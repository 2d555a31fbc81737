package org.isocenter.platform.testing.disk;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A double of the file system: everything happens in a real folder, and each deed that matters to a crash is noted in order. */
public final class WatchedDisk {

    /** What was done to a file or folder. */
    public enum Kind {
        /** A folder was made. */
        FOLDER_MADE,
        /** A file was opened to be written. */
        OPENED,
        /** A file got its final name; the path is the new one. */
        MOVED,
        /** Bytes and length of a file, or the names in a folder, reached the disk. */
        FORCED
    }

    /**
     * One deed.
     *
     * @param kind what was done
     * @param path the real path that it was done to
     * @param from the old path of what was moved, else the same path
     */
    public record Deed(Kind kind, Path path, Path from) {}

    private final List<Deed> deeds = new ArrayList<>();
    private final Path folder;
    private Predicate<Path> failing = path -> false;
    private volatile Duration slowness = Duration.ZERO;

    /** Watches what happens below a real folder to those who use {@link #folder()}. */
    public WatchedDisk(Path real) {
        folder = new WatchedPath(new WatchedFileSystem(this, real.getFileSystem()), real);
    }

    /** The folder through which the disk is used. */
    public Path folder() {
        return folder;
    }

    /** From now on forcing such a path fails as a broken disk does. */
    public synchronized void failToForce(Predicate<Path> which) {
        failing = which;
    }

    /** From now on each force takes so much longer, as on a disk that many use. */
    public void slowDown(Duration by) {
        slowness = by;
    }

    /** What was done so far. */
    public synchronized List<Deed> deeds() {
        return List.copyOf(deeds);
    }

    /** Forgets what was done so far. */
    public synchronized void forget() {
        deeds.clear();
    }

    synchronized void note(Kind kind, Path real, Path from) {
        deeds.add(new Deed(kind, real, from));
    }

    void force(Path real) throws IOException {
        try {
            Thread.sleep(slowness.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the disk was at work");
        }
        forced(real);
    }

    private synchronized void forced(Path real) throws IOException {
        if (failing.test(real)) {
            throw new IOException("the disk does not take it");
        }
        note(Kind.FORCED, real, real);
    }
}
