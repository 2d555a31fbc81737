package org.isocenter.dicom.service;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.isocenter.dicom.association.Admission;
import org.isocenter.dicom.association.ArrivingObject;
import org.isocenter.dicom.association.Caller;
import org.isocenter.dicom.association.DicomScp;
import org.isocenter.dicom.association.Services;
import org.isocenter.dicom.association.StoreHandler;
import org.isocenter.dicom.config.DicomConfig;
import org.isocenter.dicom.spool.Spooled;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.Faults;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.pacs.ArchiveKeys;
import org.isocenter.platform.pacs.Connection;
import org.isocenter.platform.pacs.PullLedger;
import org.isocenter.platform.pacs.RemoteArchives;
import org.isocenter.platform.project.DuplicatePolicy;
import org.isocenter.platform.project.Project;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.project.Projects;
import org.isocenter.platform.purge.DeletedMeanwhileException;
import org.isocenter.platform.security.ProjectKeys;
import org.isocenter.platform.study.IngestLedger.Fate;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * In the role {@code dicom}: takes up what waits in the spool, then listens. An object that cannot be taken further for
 * a fault of ours stays in the spool and is tried again.
 */
@ApplicationScoped
public class DicomService implements StoreHandler {
    private static final Logger LOG = Logger.getLogger(DicomService.class);

    private final DicomConfig config;
    private final IngestRunner runner;
    private final Projects projects;
    private final RemoteArchives remoteArchives;
    private final PullLedger pulls;
    private final ProjectKeys keys;
    private final Map<Caller, Boolean> fromArchive = Collections.synchronizedMap(new WeakHashMap<>());
    private final Archive archive;
    private final Commitments commitments;
    private final DicomTls tls;
    private final DeletionsElsewhere deletions;
    private final Callers callers;
    private final boolean active;
    private final boolean receives;
    private final Set<UUID> underWay = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean troubled = new AtomicBoolean();
    private final ScheduledExecutorService threads;
    private @Nullable DicomScp plain;
    private @Nullable DicomScp secured;

    DicomService(
            DicomConfig config,
            IngestRunner runner,
            Projects projects,
            RemoteArchives remoteArchives,
            PullLedger pulls,
            ProjectKeys keys,
            Archive archive,
            Commitments commitments,
            DicomTls tls,
            DeletionsElsewhere deletions,
            @ConfigProperty(name = "isocenter.roles", defaultValue = "api,dicom,worker") Set<String> roles) {
        this.config = config;
        this.runner = runner;
        this.projects = projects;
        this.remoteArchives = remoteArchives;
        this.pulls = pulls;
        this.keys = keys;
        this.archive = archive;
        this.commitments = commitments;
        this.tls = tls;
        this.deletions = deletions;
        this.callers = new Callers(config.peers());
        this.active = roles.contains("dicom");
        this.receives = roles.contains("api");
        this.threads = Executors.newScheduledThreadPool(config.ingestThreads(), DicomService::later);
    }

    /** A sender waits for its answer, and nobody for what is done afterwards: where the machine keeps priorities, answers come first. */
    @SuppressWarnings("ThreadPriorityCheck") // nothing but speed depends on it
    private static Thread later(Runnable work) {
        Thread thread = new Thread(work, "ingest");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        return thread;
    }

    void onStart(@Observes StartupEvent event) {
        if (active || receives) {
            every(config.retryInterval(), this::takeUpAgain);
        }
        if (!active) {
            return;
        }
        runner.waiting().forEach(this::enqueue);
        threads.execute(this::expire);
        every(Duration.ofHours(1), this::expire);
        plain = listen("port", config.port(), Optional.empty());
        tls.context().ifPresent(context -> secured = listen("tls-port", config.tlsPort(), Optional.of(context)));
    }

    private void every(Duration interval, Runnable work) {
        long millis = interval.toMillis();
        var unused = threads.scheduleWithFixedDelay(work, millis, millis, TimeUnit.MILLISECONDS);
    }

    private DicomScp listen(String setting, int port, Optional<SSLContext> context) {
        try {
            DicomScp scp = new DicomScp(
                    new DicomScp.Settings(
                            InetAddress.getByName(config.bindAddress()),
                            port,
                            config.maxAssociations(),
                            config.associationRequestTimeout(),
                            config.associationIdleTimeout(),
                            config.maxObjectBytes(),
                            context),
                    new Services(this, archive, commitments));
            LOG.infof(
                    "DICOM listens on %s:%d%s",
                    config.bindAddress(), scp.port(), context.isPresent() ? " over TLS" : "");
            return scp;
        } catch (UnknownHostException | UncheckedIOException e) {
            throw new PlatformException(
                    ErrorCode.PORT_IN_USE,
                    "Expected a free DICOM port %d on %s; set isocenter.dicom.%s."
                            .formatted(port, config.bindAddress(), setting),
                    e);
        }
    }

    void onStop(@Observes ShutdownEvent event) throws IOException {
        if (plain != null) {
            plain.close();
        }
        if (secured != null) {
            secured.close();
        }
        threads.shutdownNow();
    }

    /** The port in use over TLS; -1 where this process does not listen there. */
    public int tlsPort() {
        return secured == null ? -1 : secured.port();
    }

    /** The port in use; -1 where this process does not listen. */
    public int port() {
        return plain == null ? -1 : plain.port();
    }

    @Override
    @ActivateRequestContext
    public Admission admit(Caller caller) {
        List<String> archives = archives(caller);
        fromArchive.put(caller, !archives.isEmpty());
        if (!callers.admit(caller, archives)) {
            return Admission.CALLING_TITLE_UNKNOWN;
        }
        return projects.findByAeTitle(caller.calledAe()).isPresent()
                ? Admission.ADMITTED
                : Admission.CALLED_TITLE_UNKNOWN;
    }

    @Override
    @ActivateRequestContext
    public void store(Caller caller, ArrivingObject object) throws IOException {
        Project project = projects.findByAeTitle(caller.calledAe())
                .orElseThrow(
                        () -> new PlatformException(ErrorCode.NOT_FOUND, "Expected a project with this AE title."));
        Spooled spooled = runner.receive(project, Optional.empty(), object::writeTo);
        if (fromArchive.computeIfAbsent(caller, this::isArchive)) {
            object.sopInstance().ifPresent(uid -> noteArrival(project.id(), uid));
        }
        if (project.duplicates() == DuplicatePolicy.REFUSE) {
            requireWanted(spooled);
        } else {
            enqueue(spooled);
        }
    }

    /** Only at its end is it known whether the project refuses an object; its sender hears it from the answer. */
    private void requireWanted(Spooled spooled) {
        underWay.add(spooled.id());
        try {
            if (threads.submit(() -> runner.ingestAsked(spooled)).get().fate() == Fate.REFUSED) {
                throw new PlatformException(ErrorCode.DUPLICATE_INSTANCE, ErrorCode.DUPLICATE_INSTANCE.advice());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("the object stays in the spool and is tried again", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the object stays in the spool and is taken up after a restart", e);
        } finally {
            underWay.remove(spooled.id());
        }
    }

    /** A pull learns from this what has come; where it cannot be noted the object is fetched again and known then. */
    private void noteArrival(ProjectId project, String uid) {
        pulls.arrived(project, new ArchiveKeys(keys.key(project)).instance(uid));
    }

    private boolean isArchive(Caller caller) {
        return !archives(caller).isEmpty();
    }

    private List<String> archives(Caller caller) {
        return projects
                .findByAeTitle(caller.calledAe())
                .map(project -> remoteArchives.titled(project.id(), caller.callingAe()))
                .orElse(List.of())
                .stream()
                .map(Connection.Dimse::host)
                .toList();
    }

    /** Takes an object of the spool to its end in its turn, and again after a fault of ours. */
    public void enqueue(Spooled spooled) {
        if (underWay.add(spooled.id())) {
            threads.execute(() -> run(spooled));
        }
    }

    /** Whatever waits longer than a try takes was left by a fault of ours, in this process or in another one. */
    private void takeUpAgain() {
        try {
            runner.pipeline().withdrawUnsaid();
            deletions.catchUp();
            runner.waitingSince(Instant.now().minus(config.retryInterval())).forEach(this::enqueue);
        } catch (RuntimeException e) {
            LOG.warnf("the spool is looked through again later: %s", Faults.describe(e));
        }
    }

    private void expire() {
        try {
            int expired = runner.expire(Instant.now().minus(config.quarantineRetention()));
            if (expired > 0) {
                LOG.infof("%d objects left quarantine after %s", expired, config.quarantineRetention());
            }
        } catch (RuntimeException e) {
            LOG.warnf("quarantine is looked through again later: %s", Faults.describe(e));
        }
    }

    private void run(Spooled spooled) {
        try {
            if (runner.waits(spooled)) {
                runner.ingest(spooled);
                troubled.set(false);
            }
        } catch (DeletedMeanwhileException e) {
            // it has left the spool, and the trail has it
        } catch (RuntimeException e) {
            if (troubled.compareAndSet(false, true)) { // one line for an outage, not one for each object
                LOG.warnf(
                        "object %s stays in the spool and is tried again after %s: %s",
                        spooled.id(), config.retryInterval(), Faults.describe(e));
            }
        } finally {
            underWay.remove(spooled.id());
        }
    }
}
