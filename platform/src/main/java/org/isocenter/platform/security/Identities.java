package org.isocenter.platform.security;

import java.util.Optional;
import java.util.UUID;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.study.Pseudonym;

/** Keeps the encrypted map from pseudonym to patient. */
public interface Identities {

    /**
     * What a rotation did.
     *
     * @param keyId short public name of the key under which the map is sealed now
     * @param resealed entries that were opened and sealed again
     */
    record Rotation(String keyId, long resealed) {}

    /**
     * Remembers the patient of an object that is under way; does nothing where the pseudonym is known or was unlinked.
     *
     * @throws org.isocenter.platform.purge.DeletedMeanwhileException where the patient's deletion was asked for since the object arrived
     */
    void remember(ProjectId project, Pseudonym pseudonym, PatientIdentity identity, UUID object);

    /** Opens one entry; the current actor must be a data steward ({@code FORBIDDEN}), and each look is audited. */
    Optional<PatientIdentity> reveal(ProjectId project, Pseudonym pseudonym);

    /**
     * Unlinks a pseudonym from its patient for good: the entry goes, and later images of the patient do not bring it back.
     * The current actor must be a data steward ({@code FORBIDDEN}); false where nothing was linked.
     */
    boolean unlink(ProjectId project, Pseudonym pseudonym);

    /** Seals every entry of every project under a new key; all of them or none. */
    Rotation rotate();
}
