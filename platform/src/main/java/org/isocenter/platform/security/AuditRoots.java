package org.isocenter.platform.security;

import java.util.List;
import org.isocenter.platform.audit.SignedRoot;

/** Keeps signed roots outside the database. */
public interface AuditRoots {

    /** Adds a root; on disk when this returns. */
    void append(SignedRoot root);

    /** All roots, oldest first. */
    List<SignedRoot> all();

    /** Number of events that the latest root covers. */
    default long covered() {
        return all().stream().mapToLong(SignedRoot::size).max().orElse(0);
    }
}
