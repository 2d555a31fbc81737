package org.isocenter.dicom.pull;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.isocenter.dicom.archive.ArchiveClient;
import org.isocenter.dicom.archive.ArchiveStudy;
import org.isocenter.dicom.archive.Spans;
import org.isocenter.platform.audit.AuditAction;
import org.isocenter.platform.audit.AuditEntry;
import org.isocenter.platform.audit.AuditType;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.pacs.PullSpan;
import org.isocenter.platform.pacs.RemoteArchive;
import org.isocenter.platform.project.Project;
import org.isocenter.platform.security.AuditLog;
import org.isocenter.platform.security.KeyedUids;
import org.isocenter.platform.security.ProjectKeys;

/** Asks an archive while somebody waits for the answer; each question is in the trail. Fails as {@link ArchiveClient} does, with {@code ARCHIVE_UNREACHABLE} where there is no answer. */
@ApplicationScoped
public class ArchiveQuestions {
    private final ArchiveConnections connections;
    private final ProjectKeys keys;
    private final AuditLog audit;
    private final Clock clock = Clock.system(ZoneId.systemDefault());

    ArchiveQuestions(ArchiveConnections connections, ProjectKeys keys, AuditLog audit) {
        this.connections = connections;
        this.keys = keys;
        this.audit = audit;
    }

    /**
     * A study that an archive has, without an identity.
     *
     * @param study its UID as it will be here
     * @param date Study Date, {@code YYYYMMDD}
     * @param instances how many, 0 where the archive does not tell
     */
    public record Found(String study, String date, List<String> modalities, String description, int instances) {
        public Found {
            modalities = List.copyOf(modalities);
        }
    }

    /**
     * What an archive has.
     *
     * @param complete whether these are all
     */
    public record Holdings(List<Found> studies, boolean complete) {
        public Holdings {
            studies = List.copyOf(studies);
        }
    }

    /** Whether the archive answers and lets us in; how long it took. */
    public Duration echo(Project project, RemoteArchive archive) {
        long start = System.nanoTime();
        ask(project, archive, "echo", client -> {
            client.echo();
            return true;
        });
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /**
     * What of an archive a pull with these parameters would go through.
     *
     * @param parameters as a PULL job has them, without the archive's name
     * @param most studies that are given
     */
    public Holdings find(Project project, RemoteArchive archive, Map<String, Object> parameters, int most) {
        Map<String, Object> all = new HashMap<>(parameters);
        all.put("pacs", archive.name());
        PullPlan plan = PullPlan.of(all);
        PullSpan span = plan.span(clock);
        Spans spans = new Spans(plan.query(), archive.limits().findLimit(), clock);
        return ask(project, archive, "find", client -> holdings(project, client, spans, span, most));
    }

    private Holdings holdings(Project project, ArchiveClient client, Spans spans, PullSpan span, int most)
            throws IOException {
        KeyedUids uids = new KeyedUids(keys.key(project.id()));
        List<Found> found = new ArrayList<>();
        try {
            spans.visit(client, span.since(), span.until(), (since, until, studies) -> {
                for (ArchiveStudy study : studies) {
                    if (found.size() == most) {
                        throw new EnoughException();
                    }
                    found.add(new Found(
                            uids.map(study.uid()),
                            study.date(),
                            study.modalities(),
                            study.description(),
                            study.instances().orElse(0)));
                }
            });
        } catch (EnoughException e) {
            return new Holdings(found, false);
        }
        return new Holdings(found, true);
    }

    /** There are more studies than anybody wants to see. */
    private static final class EnoughException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        EnoughException() {
            super("enough", null, false, false);
        }
    }

    private interface Question<T> {
        T ask(ArchiveClient client) throws IOException;
    }

    private <T> T ask(Project project, RemoteArchive archive, String what, Question<T> question) {
        AuditEntry entry = AuditEntry.of(
                        AuditType.QUERY, AuditAction.EXECUTE, project.id().value(), "archive", archive.name())
                .with("operation", what);
        try (ArchiveClient client = connections.open(project, archive)) {
            T answer = question.ask(client);
            audit.record(entry);
            return answer;
        } catch (IOException e) {
            audit.record(entry.failed());
            throw new Retries(0, nanos -> {}).unreachable(e);
        } catch (PlatformException e) {
            audit.record(entry.failed());
            throw e;
        }
    }
}
