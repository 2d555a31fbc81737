package org.isocenter.platform.persistence;

import io.quarkus.arc.All;
import io.quarkus.cache.CacheInvalidateAll;
import io.quarkus.narayana.jta.runtime.TransactionConfiguration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.isocenter.platform.audit.AuditAction;
import org.isocenter.platform.audit.AuditEntry;
import org.isocenter.platform.audit.AuditType;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.persistence.PurgeRows.Wish;
import org.isocenter.platform.persistence.PurgeSurvey.Lessened;
import org.isocenter.platform.project.Project;
import org.isocenter.platform.purge.PurgeReport;
import org.isocenter.platform.purge.PurgeScope;
import org.isocenter.platform.purge.PurgedPlace;
import org.isocenter.platform.purge.Seen;
import org.isocenter.platform.security.AuditLog;
import org.isocenter.platform.study.Pseudonym;

/** The steps of a deletion, each a transaction of its own. */
@ApplicationScoped
@Transactional
class PurgeSteps {
    private static final int LONGEST_SECONDS = 3600;

    private final PurgeSurvey survey;
    private final PurgeRows rows;
    private final PredictionRows predictions;
    private final ProjectKeyStore keys;
    private final List<PurgedPlace> places;
    private final AuditLog audit;

    PurgeSteps(
            PurgeSurvey survey,
            PurgeRows rows,
            PredictionRows predictions,
            ProjectKeyStore keys,
            @All List<PurgedPlace> places,
            AuditLog audit) {
        this.survey = survey;
        this.rows = rows;
        this.predictions = predictions;
        this.keys = keys;
        this.places = places;
        this.audit = audit;
    }

    @TransactionConfiguration(timeout = LONGEST_SECONDS)
    PurgeReport plan(Project project, PurgeScope scope) {
        List<Lessened> versions = survey.versions(scope);
        List<Seen> encoders = survey.encoders(scope, versions);
        Map<String, Long> removed = new LinkedHashMap<>(survey.numbers(scope));
        removed.put(
                "cohortMembers",
                versions.stream().mapToLong(each -> each.version().lost()).sum());
        places.forEach(place -> removed.put(place.name(), place.count(scope)));
        if (scope.patient().isPresent() && removed.values().stream().allMatch(number -> number == 0)) {
            throw new PlatformException(
                    ErrorCode.NOT_FOUND, "the project holds nothing of a patient of this pseudonym");
        }
        return new PurgeReport(
                project.name(),
                scope.patient().map(Pseudonym::value),
                removed,
                versions.stream().map(Lessened::version).toList(),
                encoders,
                survey.heads(scope, versions, encoders));
    }

    /** Ingest of the project waits meanwhile; what it had taken up before is not stored afterwards, because it has left the spool. */
    @CacheInvalidateAll(cacheName = ProjectRepository.RECENT)
    @TransactionConfiguration(timeout = LONGEST_SECONDS)
    void deleteRows(Wish wish) {
        PurgeScope scope = wish.scope();
        boolean isThere = rows.lock(scope.project());
        places.forEach(place -> place.purge(scope));
        if (!isThere) {
            return;
        }
        rows.noteBlobs(scope);
        scope.patient()
                .ifPresentOrElse(
                        patient -> {
                            predictions.forget(scope.project(), rows.instances(scope.project(), patient));
                            rows.deletePatient(scope.project(), patient);
                        },
                        () -> rows.deleteProject(scope.project()));
        if (scope.patient().isEmpty()) {
            keys.forget(scope.project());
        }
        audit.record(entry(wish));
    }

    private static AuditEntry entry(Wish wish) {
        UUID project = wish.scope().project().value();
        PurgeReport report = wish.report();
        AuditEntry entry = report.patient()
                .map(patient ->
                        AuditEntry.of(AuditType.PATIENT_RECORD, AuditAction.DELETE, project, "patient", patient))
                .orElseGet(() ->
                        AuditEntry.of(AuditType.PROJECT, AuditAction.DELETE, project, "project", report.project()));
        return entry.times(Math.max(1, report.removed().getOrDefault("instances", 0L)))
                .with("purge", wish.id().toString())
                .with("removed", report.removed().toString())
                .with("encoders", ids(report.encoders()))
                .with("heads", ids(report.heads()));
    }

    private static String ids(List<Seen> seen) {
        return seen.stream().map(each -> each.id().toString()).collect(Collectors.joining(","));
    }
}
