package org.isocenter.dicom.service;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.isocenter.dicom.spool.Spooled;
import org.isocenter.platform.purge.PurgeScope;
import org.isocenter.platform.purge.PurgedPlace;

/** What waits in the spool, as far as a deletion takes it. */
@ApplicationScoped
class SpoolPurge implements PurgedPlace {
    private final IngestRunner runner;
    private final WhosePatient whose;

    SpoolPurge(IngestRunner runner, WhosePatient whose) {
        this.runner = runner;
        this.whose = whose;
    }

    @Override
    public String name() {
        return "spooled";
    }

    @Override
    public long count(PurgeScope scope) {
        return of(scope).size();
    }

    @Override
    public void purge(PurgeScope scope) {
        of(scope).forEach(runner::withdraw);
    }

    private List<Spooled> of(PurgeScope scope) {
        return runner.waiting().stream()
                .filter(spooled -> spooled.project().equals(scope.project()))
                .filter(spooled -> scope.patient().isEmpty()
                        || runner.open(spooled)
                                .filter(object -> whose.isOf(scope, object))
                                .isPresent())
                .toList();
    }
}
