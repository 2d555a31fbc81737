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
import java.util.Optional;
import java.util.Set;
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
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.project.DuplicatePolicy;
import org.isocenter.platform.project.Project;
import org.isocenter.platform.project.Projects;
import org.isocenter.platform.study.IngestLedger.Fate;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** In the role {@code dicom}: listens, says who may call, and takes what is sent into the spool. */
@ApplicationScoped
public class DicomService implements StoreHandler {
    private static final Logger LOG = Logger.getLogger(DicomService.class);

    private final DicomConfig config;
    private final IngestRunner runner;
    private final SpoolThreads threads;
    private final Projects projects;
    private final SendingArchives archives;
    private final Archive archive;
    private final Commitments commitments;
    private final DicomTls tls;
    private final Callers callers;
    private final boolean active;
    private @Nullable DicomScp plain;
    private @Nullable DicomScp secured;

    DicomService(
            DicomConfig config,
            IngestRunner runner,
            SpoolThreads threads,
            Projects projects,
            SendingArchives archives,
            Archive archive,
            Commitments commitments,
            DicomTls tls,
            @ConfigProperty(name = "isocenter.roles", defaultValue = "api,dicom,worker") Set<String> roles) {
        this.config = config;
        this.runner = runner;
        this.threads = threads;
        this.projects = projects;
        this.archives = archives;
        this.archive = archive;
        this.commitments = commitments;
        this.tls = tls;
        this.callers = new Callers(config.peers());
        this.active = roles.contains("dicom");
    }

    void onStart(@Observes StartupEvent event) {
        if (active) {
            plain = listen("port", config.port(), Optional.empty());
            tls.context().ifPresent(context -> secured = listen("tls-port", config.tlsPort(), Optional.of(context)));
        }
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
        if (!callers.admit(caller, archives.hosts(caller))) {
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
        if (archives.contain(caller)) {
            object.sopInstance().ifPresent(uid -> archives.noteArrival(project.id(), uid));
        }
        if (project.duplicates() != DuplicatePolicy.REFUSE) {
            threads.enqueue(spooled);
        } else if (threads.toItsEnd(spooled).fate() == Fate.REFUSED) { // its sender hears it from the answer
            throw new PlatformException(ErrorCode.DUPLICATE_INSTANCE, ErrorCode.DUPLICATE_INSTANCE.advice());
        }
    }
}
