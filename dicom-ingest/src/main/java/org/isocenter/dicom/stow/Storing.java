package org.isocenter.dicom.stow;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.isocenter.dicom.pipeline.IngestPipeline.Ended;
import org.isocenter.dicom.service.IngestRunner;
import org.isocenter.dicom.spool.Spool;
import org.isocenter.dicom.spool.Spooled;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.project.Project;
import org.isocenter.platform.study.IngestLedger.Fate;

/**
 * Takes the objects of one request into the spool as they arrive, and to their end where there is time. One that cannot be taken does not
 * stop the others; a fault of ours before anything was taken is thrown, so that the sender tries again.
 */
public final class Storing {
    private static final Set<ErrorCode> OURS = EnumSet.of(
            ErrorCode.STORAGE_FULL, ErrorCode.UNAVAILABLE, ErrorCode.STATE_FOLDER_BROKEN, ErrorCode.INTERNAL);

    private final IngestRunner runner;
    private final Project project;
    private final Terms terms;
    private final List<Outcome> outcomes = new ArrayList<>();

    /**
     * What a request agrees to.
     *
     * @param study whether a Study Instance UID, as sent, is one that it may store into
     * @param most bytes of an object
     * @param impatient whether what comes now is to be indexed later
     * @param later takes what is to be indexed later
     */
    public record Terms(Predicate<String> study, long most, BooleanSupplier impatient, Consumer<Spooled> later) {}

    public Storing(IngestRunner runner, Project project, Terms terms) {
        this.runner = runner;
        this.project = project;
        this.terms = terms;
    }

    /** Takes a Part 10 file. */
    public void object(InputStream file) throws IOException {
        byte[] beginning = file.readNBytes(SentInstance.BEGINNING);
        InputStream whole = new SequenceInputStream(new ByteArrayInputStream(beginning), file);
        take(SentInstance.of(beginning), out -> copy(whole, out));
    }

    /** Takes an object that a source writes as a Part 10 file. */
    void take(SentInstance sent, Spool.Source source) throws IOException {
        if (sent.study().filter(terms.study().negate()).isPresent()) {
            failed(sent, FailureReason.OTHER_STUDY);
            return;
        }
        try {
            outcomes.add(outcome(sent, runner.receive(project, Optional.empty(), source)));
        } catch (PlatformException e) {
            boolean nothingYet = outcomes.stream().allMatch(Outcome.Failed.class::isInstance);
            if (OURS.contains(e.code()) && nothingYet) {
                throw e;
            }
            failed(
                    sent,
                    e.code() == ErrorCode.ELEMENT_TOO_LARGE
                            ? FailureReason.OUT_OF_RESOURCES
                            : FailureReason.of(e.code()));
        }
    }

    /** Notes an instance that could not even be put together. */
    void failed(SentInstance sent, FailureReason reason) {
        outcomes.add(new Outcome.Failed(sent, reason));
    }

    private Outcome outcome(SentInstance sent, Spooled spooled) {
        if (terms.impatient().getAsBoolean()) {
            terms.later().accept(spooled);
            return new Outcome.Waiting();
        }
        Ended ended = runner.ingestAsked(spooled);
        boolean stored = ended.fate() == Fate.STORED || ended.fate() == Fate.DUPLICATE;
        return ended.instance()
                .filter(uid -> stored)
                .<Outcome>map(Outcome.Stored::new)
                .orElseGet(() -> new Outcome.Failed(
                        sent, ended.code().map(FailureReason::of).orElse(FailureReason.PROCESSING_FAILURE)));
    }

    private void copy(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[SentInstance.BEGINNING];
        long taken = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            taken += read;
            if (taken > terms.most()) {
                throw new PlatformException(
                        ErrorCode.ELEMENT_TOO_LARGE, "Expected an object of at most %d bytes.".formatted(terms.most()));
            }
            out.write(buffer, 0, read);
        }
    }

    /** What became of each instance, in the order of the request. */
    public List<Outcome> outcomes() {
        return List.copyOf(outcomes);
    }
}
