package org.isocenter.dicom.service;

import jakarta.enterprise.context.ApplicationScoped;
import org.isocenter.dicom.dataset.Octets;
import org.isocenter.dicom.deidentify.Deidentifier;
import org.isocenter.dicom.part10.Part10Reader;
import org.isocenter.platform.purge.PurgeScope;
import org.isocenter.platform.security.ProjectKeys;

/** Tells whether identified bytes are about the patient of a deletion; what cannot be read so far is about nobody who can be named. */
@ApplicationScoped
class WhosePatient {
    private final ProjectKeys keys;

    WhosePatient(ProjectKeys keys) {
        this.keys = keys;
    }

    boolean isOf(PurgeScope scope, Octets object) {
        try {
            return scope.patient()
                    .map(patient -> patient.equals(Deidentifier.pseudonym(
                            Part10Reader.readAsFar(object).object().dataset(), keys.key(scope.project()))))
                    .orElse(true);
        } catch (RuntimeException e) {
            return false;
        }
    }
}
