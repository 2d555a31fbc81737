package org.isocenter.platform.study;

import java.util.List;
import java.util.Optional;
import org.isocenter.platform.project.ProjectId;

/**
 * A question to the index of one project.
 *
 * @param project whose instances
 * @param criteria all must hold; empty means everything
 * @param cursor where the page before ended, as that page said; empty for the first
 * @param limit page size, 1 to 1000
 */
public record StudyQuery(ProjectId project, List<Criterion> criteria, Optional<String> cursor, int limit) {
    public static final int MAX_LIMIT = 1000;

    public StudyQuery {
        criteria = List.copyOf(criteria);
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("a page has 1 to " + MAX_LIMIT + " entries, not " + limit);
        }
    }

    /** The first page of the largest size. */
    public static StudyQuery of(ProjectId project, Criterion... criteria) {
        return new StudyQuery(project, List.of(criteria), Optional.empty(), MAX_LIMIT);
    }

    /** The same question from another place on. */
    public StudyQuery after(String cursor) {
        return new StudyQuery(project, criteria, Optional.of(cursor), limit);
    }
}
