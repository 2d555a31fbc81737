package org.isocenter.platform.persistence;

import jakarta.persistence.EntityManager;
import org.hibernate.exception.ConstraintViolationException;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/** Turns a violated uniqueness into {@code CONFLICT}. */
final class Conflicts {
    private Conflicts() {}

    /** Inserts now, so that a conflict is told to the caller and not to the end of its transaction. */
    static void insert(EntityManager em, Object entity, String whenTaken) {
        try {
            em.persist(entity);
            em.flush();
        } catch (ConstraintViolationException e) {
            throw new PlatformException(ErrorCode.CONFLICT, whenTaken, e);
        }
    }
}
