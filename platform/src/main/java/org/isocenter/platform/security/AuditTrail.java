package org.isocenter.platform.security;

import java.util.function.Consumer;
import org.isocenter.platform.audit.SealedEvent;
import org.isocenter.platform.study.Page;

/** Reads the sealed trail; each look at it is itself an event. */
public interface AuditTrail {

    /**
     * A page of sealed events.
     *
     * @param after the sequence number before the first, 0 from the beginning
     * @param limit page size, 1 to 1000
     */
    Page<SealedEvent> read(long after, int limit);

    /** Seals and signs what is there, then gives every event and every root as a JSON line without its end. */
    void export(Consumer<String> lines);
}
