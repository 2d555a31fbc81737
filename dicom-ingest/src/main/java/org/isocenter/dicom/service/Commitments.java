package org.isocenter.dicom.service;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.isocenter.dicom.association.Caller;
import org.isocenter.dicom.association.Commitment;
import org.isocenter.dicom.association.CommitmentHandler;
import org.isocenter.dicom.association.Requestor;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.Faults;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.project.Projects;
import org.jboss.logging.Logger;

/**
 * Answers whether objects are safe (PS3.4 Annex J): once all of them are indexed, or once nothing of the project is on its way any more, on an association
 * of its own to the peer that asked. A question that a restart forgets is asked again by its sender, as the standard lets it.
 */
@ApplicationScoped
class Commitments implements CommitmentHandler {
    private static final Logger LOG = Logger.getLogger(Commitments.class);
    private static final Duration FIRST_LOOK = Duration.ofMillis(200);
    private static final Duration NEXT_LOOK = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Projects projects;
    private final Archive archive;
    private final CommitmentCheck check;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread made = new Thread(work, "commitment");
        made.setDaemon(true);
        return made;
    });

    /** A question that waits for its answer. */
    private record Waiting(ProjectId project, Requestor.Peer asker, Commitment question, Instant until) {
        boolean isOver() {
            return Instant.now().isAfter(until);
        }
    }

    Commitments(Projects projects, Archive archive, CommitmentCheck check) {
        this.projects = projects;
        this.archive = archive;
        this.check = check;
    }

    @Override
    @ActivateRequestContext
    public void requested(Caller caller, Commitment question) {
        ProjectId project = projects.findByAeTitle(caller.calledAe())
                .orElseThrow(() -> unknown(caller))
                .id();
        Requestor.Peer asker = archive.destination(caller, caller.callingAe()).orElseThrow(() -> unknown(caller));
        later(new Waiting(project, asker, question, Instant.now().plus(PATIENCE)), FIRST_LOOK);
    }

    private static PlatformException unknown(Caller caller) {
        return new PlatformException(
                ErrorCode.NOT_FOUND,
                "Expected %s in isocenter.dicom.peers, to have an address to answer to.".formatted(caller.callingAe()));
    }

    @Override
    public void reported(Caller caller, Commitment answer) {
        LOG.infof(
                "%s keeps %d objects safe, and %d not",
                caller.callingAe(),
                answer.references().size(),
                answer.failures().size());
    }

    private void later(Waiting waiting, Duration delay) {
        var unused = thread.schedule(() -> look(waiting), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look(Waiting waiting) {
        try {
            Commitment answer = check.answer(waiting.project(), waiting.question());
            if (answer.failures().isEmpty() || waiting.isOver() || !check.isBusy(waiting.project())) {
                report(waiting.asker(), answer);
            } else {
                later(waiting, NEXT_LOOK);
            }
        } catch (IOException | RuntimeException e) {
            if (waiting.isOver()) {
                LOG.warnf("a storage commitment could not be answered: %s", Faults.describe(e));
            } else {
                later(waiting, NEXT_LOOK);
            }
        }
    }

    private static void report(Requestor.Peer asker, Commitment answer) throws IOException {
        try (Requestor requestor =
                Requestor.open(asker, List.of(Requestor.commitment().toUs()))) {
            int status = requestor.reportCommitment(answer);
            if (status != 0) {
                throw new IOException("the peer answered the report with status " + status);
            }
        }
    }

    void onStop(@Observes ShutdownEvent event) {
        thread.shutdownNow();
    }
}
