package org.isocenter.platform.pacs;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.isocenter.platform.job.Lease;
import org.isocenter.platform.project.ProjectId;

/**
 * Remembers what has come from archives, so that nothing is fetched twice, and how far a pull is. Objects and series are named by keyed hashes of what the
 * archive calls them.
 */
public interface PullLedger {

    /** An object is safe here; does nothing where that is known. */
    void arrived(ProjectId project, UUID instance);

    /** Those of some objects that have arrived. */
    Set<UUID> known(ProjectId project, Collection<UUID> instances);

    /** How many objects a series had when all of it was here; empty where that never was. */
    Optional<Integer> whole(ProjectId project, UUID series);

    /** All of a series is here. */
    void whole(ProjectId project, UUID series, int instances);

    /** Sets the spans that a job goes through, once; the lease is held to the end of the transaction. */
    void plan(Lease lease, List<PullSpan> spans);

    /** The spans of a job in the order of time; none before they are planned. */
    List<PullSpan> spans(UUID job);

    /** Everything of a span is here or has been given up. */
    void done(Lease lease, PullSpan span, PullSpan.Tally tally);
}
