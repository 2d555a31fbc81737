package org.isocenter.platform.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.isocenter.platform.blob.BlobRemovals;
import org.isocenter.platform.persistence.PurgeRows.Wish;
import org.isocenter.platform.project.Project;
import org.isocenter.platform.purge.PurgeReport;
import org.isocenter.platform.purge.PurgeScope;
import org.isocenter.platform.purge.Purges;
import org.isocenter.platform.security.CurrentActor;
import org.isocenter.platform.study.Pseudonym;

/**
 * Deletions in three steps: the wish is written down; rows, spool and quarantine go in one transaction that keeps ingest of the project waiting, with the
 * names of the stored objects noted; the objects go. Each step can be repeated, so what a crash interrupts is carried on.
 */
@ApplicationScoped
class PurgeRepository implements Purges {
    private final PurgeRows rows;
    private final PurgeSteps steps;
    private final BlobRemovals blobs;
    private final CurrentActor actor;

    PurgeRepository(PurgeRows rows, PurgeSteps steps, BlobRemovals blobs, CurrentActor actor) {
        this.rows = rows;
        this.steps = steps;
        this.blobs = blobs;
        this.actor = actor;
    }

    @Override
    public PurgeReport plan(Project project, Pseudonym patient) {
        return steps.plan(project, PurgeScope.of(project, patient));
    }

    @Override
    public PurgeReport plan(Project project) {
        return steps.plan(project, PurgeScope.of(project));
    }

    @Override
    public PurgeReport purge(Project project, Pseudonym patient) {
        return purge(project, PurgeScope.of(project, patient));
    }

    @Override
    public PurgeReport purge(Project project) {
        return purge(project, PurgeScope.of(project));
    }

    private PurgeReport purge(Project project, PurgeScope scope) {
        rows.requireNoJobs(project.id());
        Wish wish = new Wish(UUID.randomUUID(), scope, steps.plan(project, scope));
        rows.keep(wish, actor.get().name());
        carryOut(wish);
        return wish.report();
    }

    @Override
    public List<Asked> since(Instant moment) {
        return rows.since(moment);
    }

    @Override
    public int resume() {
        List<Wish> waiting = rows.waiting();
        waiting.forEach(this::carryOut);
        return waiting.size();
    }

    private void carryOut(Wish wish) {
        steps.deleteRows(wish);
        blobs.sweep();
        rows.done(wish.id());
    }
}
