package org.isocenter.platform.schedule;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.isocenter.platform.pacs.NightWindow;
import org.isocenter.platform.project.ProjectId;

/**
 * A plan with the hours in which it may run, night after night, until it is cancelled.
 *
 * @param id its identifier
 * @param project its owner
 * @param name 1 to 64 letters, digits, dots, hyphens and underscores; unique in its project
 * @param window a run starts when it opens; what is at work when it closes is paused, and goes on when it opens again
 * @param plan what is done
 * @param createdBy user name
 * @param createdAt when
 * @param cancelledAt when it was cancelled; empty while it runs every night
 */
public record Schedule(
        UUID id,
        ProjectId project,
        String name,
        NightWindow window,
        SchedulePlan plan,
        String createdBy,
        Instant createdAt,
        Optional<Instant> cancelledAt) {
    public Schedule {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
            throw new IllegalArgumentException(
                    "a schedule's name has 1 to 64 letters, digits, dots, hyphens and underscores");
        }
    }
}
