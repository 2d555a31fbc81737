package org.isocenter.dicom.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.isocenter.dicom.association.Caller;
import org.isocenter.dicom.association.Commitment;
import org.isocenter.dicom.association.Commitment.Reference;
import org.isocenter.dicom.association.CommitmentHandler;
import org.isocenter.dicom.association.Requestor;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.Faults;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.project.Projects;
import org.isocenter.platform.security.KeyedHash;
import org.isocenter.platform.security.Sealing;
import org.isocenter.platform.security.SecretKeys;
import org.isocenter.platform.study.SealedQuestions;
import org.isocenter.platform.study.SealedQuestions.SealedQuestion;
import org.jboss.logging.Logger;

/**
 * Answers whether objects are safe (PS3.4 Annex J): once all of them are indexed, or once nothing of the project is on its way any more, on an association
 * of its own to the peer that asked. Questions wait in the database, sealed, for they name objects as their sender does.
 */
@ApplicationScoped
class Commitments implements CommitmentHandler {
    private static final Logger LOG = Logger.getLogger(Commitments.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration FIRST_LOOK = Duration.ofMillis(200);
    private static final Duration NEXT_LOOK = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Projects projects;
    private final Archive archive;
    private final CommitmentCheck check;
    private final SealedQuestions questions;
    private final byte[] key;
    private final boolean active;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread made = new Thread(work, "commitment");
        made.setDaemon(true);
        return made;
    });

    /**
     * A question with its two ends.
     *
     * @param called our title in the question
     * @param calling the title of the peer that asked
     */
    record Asked(String called, String calling, String transaction, List<Reference> references) {
        Commitment question() {
            return Commitment.of(transaction, references);
        }

        /** Where the answer goes, as though the peer called again from here. */
        Caller asker() {
            return new Caller(called, calling, InetAddress.getLoopbackAddress(), Optional.empty());
        }
    }

    Commitments(
            Projects projects,
            Archive archive,
            CommitmentCheck check,
            SealedQuestions questions,
            SecretKeys secrets,
            @ConfigProperty(name = "isocenter.roles", defaultValue = "api,dicom,worker") Set<String> roles) {
        this.projects = projects;
        this.archive = archive;
        this.check = check;
        this.questions = questions;
        this.key = new KeyedHash(secrets.master()).of("commitment", "");
        this.active = roles.contains("dicom");
    }

    /** Takes up what waits from before. */
    void onStart(@Observes StartupEvent event) {
        if (active) {
            var unused = thread.schedule(this::keepLooking, FIRST_LOOK.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** At odd moments, so that of several processes the one that can answer has its turn. */
    private void keepLooking() {
        look();
        long delay = ThreadLocalRandom.current().nextLong(NEXT_LOOK.toMillis() / 2, NEXT_LOOK.toMillis() * 3 / 2);
        var unused = thread.schedule(this::keepLooking, delay, TimeUnit.MILLISECONDS);
    }

    @Override
    @ActivateRequestContext
    public void requested(Caller caller, Commitment question) {
        ProjectId project = projects.findByAeTitle(caller.calledAe())
                .orElseThrow(() -> unknown(caller))
                .id();
        if (archive.destination(caller, caller.callingAe()).isEmpty()) {
            throw unknown(caller);
        }
        UUID id = UUID.randomUUID();
        Asked asked = new Asked(caller.calledAe(), caller.callingAe(), question.transaction(), question.references());
        questions.add(id, project, sealed(id, asked), Instant.now().plus(PATIENCE));
        var unused = thread.schedule(this::look, FIRST_LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    private byte[] sealed(UUID id, Asked asked) {
        try {
            return Sealing.seal(key, JSON.writeValueAsBytes(asked), context(id));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Asked opened(SealedQuestion question) {
        try {
            return JSON.readValue(Sealing.open(key, question.sealed(), context(question.id())), Asked.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] context(UUID id) {
        return id.toString().getBytes(StandardCharsets.US_ASCII);
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

    private void look() {
        try {
            while (questions.next(NEXT_LOOK, this::isAnswered)) {
                // until none is due
            }
        } catch (RuntimeException e) {
            LOG.warnf("storage commitments are looked at again later: %s", Faults.describe(e));
        }
    }

    private boolean isAnswered(SealedQuestion waiting) {
        try {
            Asked asked = opened(waiting);
            Commitment answer = check.answer(waiting.project(), asked.question());
            boolean ready = answer.failures().isEmpty() || waiting.isLast() || !check.isBusy(waiting.project());
            if (ready) {
                Caller asker = asked.asker();
                report(archive.destination(asker, asked.calling()).orElseThrow(() -> unknown(asker)), answer);
            }
            return ready;
        } catch (IOException | RuntimeException e) {
            if (waiting.isLast()) {
                LOG.warnf("a storage commitment could not be answered: %s", Faults.describe(e));
            }
            return false;
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
