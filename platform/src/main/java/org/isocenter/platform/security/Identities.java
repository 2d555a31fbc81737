package org.isocenter.platform.security;

import java.util.Optional;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.study.Pseudonym;

/** Keeps the encrypted map from pseudonym to patient. */
public interface Identities {

    /** Remembers a patient; does nothing where the pseudonym is known. */
    void remember(ProjectId project, Pseudonym pseudonym, PatientIdentity identity);

    /** Opens one entry; the current actor must be a data steward ({@code FORBIDDEN}), and each look is audited. */
    Optional<PatientIdentity> reveal(ProjectId project, Pseudonym pseudonym);
}
