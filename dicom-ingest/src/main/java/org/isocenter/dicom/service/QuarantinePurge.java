package org.isocenter.dicom.service;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.isocenter.dicom.quarantine.Held;
import org.isocenter.dicom.quarantine.Quarantine;
import org.isocenter.platform.purge.PurgeScope;
import org.isocenter.platform.purge.PurgedPlace;

/** What waits in quarantine, as far as a deletion takes it. */
@ApplicationScoped
class QuarantinePurge implements PurgedPlace {
    private final Quarantine quarantine;
    private final WhosePatient whose;

    QuarantinePurge(IngestRunner runner, WhosePatient whose) {
        this.quarantine = runner.quarantine();
        this.whose = whose;
    }

    @Override
    public String name() {
        return "quarantined";
    }

    @Override
    public long count(PurgeScope scope) {
        return of(scope).size();
    }

    @Override
    public void purge(PurgeScope scope) {
        of(scope).forEach(quarantine::discard);
    }

    /** What a deletion is about. */
    List<Held> of(PurgeScope scope) {
        return quarantine.of(scope.project()).stream()
                .filter(held -> scope.patient().isEmpty() || whose.isOf(scope, quarantine.open(held)))
                .toList();
    }
}
