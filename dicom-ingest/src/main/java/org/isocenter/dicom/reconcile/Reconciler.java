package org.isocenter.dicom.reconcile;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.isocenter.dicom.quarantine.Held;
import org.isocenter.dicom.quarantine.Quarantine;
import org.isocenter.dicom.reconcile.Finding.Kind;
import org.isocenter.dicom.spool.Spool;
import org.isocenter.dicom.spool.Spooled;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.blob.BlobRemovals;
import org.isocenter.platform.blob.BlobStore;
import org.isocenter.platform.blob.NamedBlob;
import org.isocenter.platform.blob.StoredBlob;
import org.isocenter.platform.blob.StoredBlobs;
import org.isocenter.platform.project.Project;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.project.Projects;
import org.isocenter.platform.purge.Purges;
import org.isocenter.platform.study.IngestLedger;

/**
 * Looks at everything that database and files say of one another. Nothing younger than the grace is judged, because somebody may be at work on it; what is
 * judged is looked at again under a lock before it is deleted.
 */
public final class Reconciler {
    private static final int BATCH = 500;
    private static final int MOST_LEFT_BY_CRASHES = 100;

    /** What is compared. */
    public record Ground(
            Spool spool,
            Quarantine quarantine,
            BlobStore store,
            StoredBlobs stored,
            BlobRemovals blobs,
            IngestLedger ledger,
            Projects projects,
            Purges purges) {}

    private final Ground ground;
    private final Duration grace;
    private final Clock clock;

    /**
     * Compares, once {@link #run} is called.
     *
     * @param grace how young a thing may be so that it may still be somebody's work
     */
    public Reconciler(Ground ground, Duration grace, Clock clock) {
        this.ground = ground;
        this.grace = grace;
        this.clock = clock;
    }

    /** One comparison at work. */
    private final class Run {
        private final Instant start = clock.instant();
        private final Instant before = start.minus(grace);
        private final List<Finding> findings = new ArrayList<>();
        private final boolean all;
        private long young;

        Run(boolean all) {
            this.all = all;
        }

        void found(Kind kind, Optional<ProjectId> project, String name, boolean repaired) {
            findings.add(new Finding(kind, project, name, repaired));
        }
    }

    /**
     * Compares everything, repairs what is safe, and says what it found.
     *
     * @param all whether to delete unnamed objects also where there are more than crashes leave
     */
    public Reconciliation run(boolean all) {
        Run run = new Run(all);
        interruptedPurges(run);
        Set<ProjectId> projects =
                ground.projects().all().stream().map(Project::id).collect(Collectors.toSet());
        spool(run, projects);
        quarantine(run, projects);
        ledger(run);
        unnamed(run);
        missing(run);
        return new Reconciliation(run.start, clock.instant(), run.young, run.findings);
    }

    private void interruptedPurges(Run run) {
        int resumed = ground.purges().resume();
        for (int i = 0; i < resumed; i++) {
            run.found(Kind.INTERRUPTED_PURGE, Optional.empty(), "purge", true);
        }
        ground.blobs().sweep();
    }

    private void spool(Run run, Set<ProjectId> projects) {
        ground.spool().sweep(run.before).forEach(name -> run.found(Kind.HALF_WRITTEN, Optional.empty(), name, true));
        for (Spooled spooled : ground.spool().waitingSince(run.before)) {
            if (!projects.contains(spooled.project())) {
                ground.spool().remove(spooled);
                run.found(
                        Kind.STRAY_OBJECT,
                        Optional.of(spooled.project()),
                        spooled.id().toString(),
                        true);
            }
        }
    }

    private void quarantine(Run run, Set<ProjectId> projects) {
        ground.quarantine()
                .sweep(run.before)
                .forEach(name -> run.found(Kind.HALF_WRITTEN, Optional.empty(), name, true));
        Set<UUID> waiting = ground.spool().waiting().stream().map(Spooled::id).collect(Collectors.toSet());
        for (UUID half : ground.quarantine().halves(run.before)) {
            if (!waiting.contains(half)) {
                ground.quarantine().discard(half);
                run.found(Kind.STRAY_HELD, Optional.empty(), half.toString(), true);
            }
        }
        for (Held held : ground.quarantine().before(run.before)) {
            if (!projects.contains(held.project())) {
                ground.quarantine().discard(held);
                run.found(
                        Kind.STRAY_HELD, Optional.of(held.project()), held.id().toString(), true);
            }
        }
    }

    /** Notes of objects that are no longer in the spool. */
    private void ledger(Run run) {
        Set<UUID> waiting = ground.spool().waiting().stream().map(Spooled::id).collect(Collectors.toSet());
        for (IngestLedger.Note note : ground.ledger().notes(run.before)) {
            if (waiting.contains(note.object()) || !ground.spool().isOurs(note.object())) {
                continue;
            }
            if (note.ended()) {
                ground.ledger().forget(note.object());
            } else {
                ground.ledger().withdraw(note.object());
            }
            Kind kind = note.ended() ? Kind.ENDED_OBJECT : Kind.LOST_OBJECT;
            run.found(kind, Optional.of(note.project()), note.object().toString(), note.ended());
        }
    }

    /** A crash leaves as many as were at work; where there are more the database is not the one of this store, and nothing is deleted unasked. */
    private void unnamed(Run run) {
        ground.stored().sweep(run.before).forEach(name -> run.found(Kind.HALF_WRITTEN, Optional.empty(), name, true));
        Instant settled = ground.blobs().settledBefore(run.before);
        Set<BlobKey> unnamed = new HashSet<>();
        try (Stream<StoredBlob> stored = ground.stored().all()) {
            inBatches(stored.iterator(), batch -> {
                List<BlobKey> old = batch.stream()
                        .filter(blob -> blob.putAt().isBefore(settled))
                        .map(StoredBlob::key)
                        .toList();
                unnamed.addAll(old);
                unnamed.removeAll(ground.blobs().known(old));
                run.young += young(batch, old);
            });
        }
        if (unnamed.size() > MOST_LEFT_BY_CRASHES && !run.all) {
            unnamed.forEach(blob -> run.found(Kind.UNNAMED_BLOB, Optional.empty(), blob.sha256(), false));
        } else {
            inBatches(unnamed.iterator(), batch -> ground.blobs()
                    .deleteUnnamed(batch)
                    .forEach(blob -> run.found(Kind.UNNAMED_BLOB, Optional.empty(), blob.sha256(), true)));
        }
    }

    private long young(List<StoredBlob> batch, List<BlobKey> old) {
        Set<BlobKey> young = batch.stream().map(StoredBlob::key).collect(Collectors.toSet());
        old.forEach(young::remove);
        return young.size() - (long) ground.blobs().known(young).size();
    }

    private void missing(Run run) {
        ground.blobs().named(named -> {
            if (!ground.store().contains(named.blob()) && isStillNamed(named)) {
                run.found(Kind.MISSING_BLOB, named.project(), named.what() + " " + named.name(), false);
            }
        });
    }

    /** It may have gone with its row between the two looks. */
    private boolean isStillNamed(NamedBlob named) {
        return !ground.blobs().known(Set.of(named.blob())).isEmpty();
    }

    private static <T> void inBatches(Iterator<T> all, Consumer<List<T>> work) {
        List<T> batch = new ArrayList<>();
        while (all.hasNext()) {
            batch.add(all.next());
            if (batch.size() == BATCH || !all.hasNext()) {
                work.accept(List.copyOf(batch));
                batch.clear();
            }
        }
    }
}
