package org.isocenter.dicom.service;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.isocenter.dicom.config.DicomConfig;
import org.isocenter.dicom.reconcile.Finding;
import org.isocenter.dicom.reconcile.Reconciler;
import org.isocenter.dicom.reconcile.Reconciliation;
import org.isocenter.platform.audit.AuditAction;
import org.isocenter.platform.audit.AuditEntry;
import org.isocenter.platform.audit.AuditOutcome;
import org.isocenter.platform.audit.AuditType;
import org.isocenter.platform.blob.BlobRemovals;
import org.isocenter.platform.blob.BlobStore;
import org.isocenter.platform.blob.StoredBlobs;
import org.isocenter.platform.error.Faults;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.project.Projects;
import org.isocenter.platform.purge.Purges;
import org.isocenter.platform.security.AuditLog;
import org.isocenter.platform.study.IngestLedger;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Reconciles at the start of a process that has spool and store, in intervals, again once young things are old enough, and when asked; each finding is an event. */
@ApplicationScoped
public class Reconciliations {
    private static final Logger LOG = Logger.getLogger(Reconciliations.class);

    private final Reconciler reconciler;
    private final AuditLog audit;
    private final Duration grace;
    private final Duration interval;
    private final boolean active;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread made = new Thread(work, "reconciliation");
        made.setDaemon(true);
        return made;
    });
    private volatile @Nullable Reconciliation last;

    Reconciliations(
            DicomConfig config,
            IngestRunner runner,
            BlobStore store,
            StoredBlobs stored,
            BlobRemovals blobs,
            IngestLedger ledger,
            Projects projects,
            Purges purges,
            AuditLog audit,
            @ConfigProperty(name = "isocenter.roles", defaultValue = "api,dicom,worker") Set<String> roles) {
        this.reconciler = new Reconciler(
                new Reconciler.Ground(
                        runner.spool(), runner.quarantine(), store, stored, blobs, ledger, projects, purges),
                config.reconcileGrace(),
                Clock.systemUTC());
        this.audit = audit;
        this.grace = config.reconcileGrace();
        this.interval = config.reconcileInterval();
        this.active = roles.contains("api") || roles.contains("dicom");
    }

    void onStart(@Observes StartupEvent event) {
        if (active) {
            var unused = thread.scheduleWithFixedDelay(this::inTime, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    void onStop(@Observes ShutdownEvent event) {
        thread.shutdownNow();
    }

    private void inTime() {
        try {
            Reconciliation done = run(false);
            if (done.young() > 0) {
                var unused = thread.schedule(this::inTime, grace.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (RuntimeException e) {
            LOG.warnf("database and files are compared again later: %s", Faults.describe(e));
        }
    }

    /**
     * Compares now; two at a time wait for one another.
     *
     * @param all whether to delete unnamed objects also where there are more than crashes leave
     */
    public synchronized Reconciliation run(boolean all) {
        Reconciliation done = reconciler.run(all);
        done.findings().forEach(finding -> audit.record(entry(finding)));
        if (!done.findings().isEmpty()) {
            Map<Finding.Kind, Long> counts = done.findings().stream()
                    .collect(Collectors.groupingBy(Finding::kind, TreeMap::new, Collectors.counting()));
            LOG.warnf("database and files were compared and found to differ: %s", counts);
        }
        last = done;
        return done;
    }

    /** What the last comparison of this process found. */
    public Optional<Reconciliation> last() {
        return Optional.ofNullable(last);
    }

    private static AuditEntry entry(Finding finding) {
        return new AuditEntry(
                AuditType.APPLICATION_ACTIVITY,
                AuditAction.EXECUTE,
                finding.repaired() ? AuditOutcome.MINOR_FAILURE : AuditOutcome.SERIOUS_FAILURE,
                finding.project().map(ProjectId::value),
                "reconciliation",
                finding.name(),
                1,
                Map.of("finding", finding.kind().name(), "repaired", Boolean.toString(finding.repaired())));
    }
}
