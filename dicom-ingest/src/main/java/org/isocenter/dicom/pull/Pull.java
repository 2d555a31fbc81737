package org.isocenter.dicom.pull;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import org.isocenter.dicom.archive.ArchiveClient;
import org.isocenter.dicom.archive.ArchiveInstance;
import org.isocenter.dicom.archive.ArchiveSeries;
import org.isocenter.dicom.archive.ArchiveStudy;
import org.isocenter.dicom.archive.Spans;
import org.isocenter.platform.pacs.NightWindow;
import org.isocenter.platform.pacs.PullLedger;
import org.isocenter.platform.pacs.PullLimits;
import org.isocenter.platform.pacs.PullSpan;
import org.isocenter.platform.pacs.PullSpan.Tally;
import org.isocenter.platform.project.Project;
import org.isocenter.platform.work.JobRun;
import org.isocenter.platform.work.JobStopped;

/**
 * Goes through a pull: plans its spans where that was not done yet, then goes through those that are left, study by study, over as many connections as are allowed. What is
 * not here is fetched, and asked for again until it is here or there is no more patience.
 */
final class Pull {
    private static final Duration TO_BE_INDEXED = Duration.ofMinutes(10);

    /** What a pull needs around it. */
    record Ground(PullIntake intake, PullLedger ledger, Clock clock) {}

    private final JobRun run;
    private final Project project;
    private final PullPlan plan;
    private final PullLimits limits;
    private final Ground ground;
    private final JobNap nap;
    private final Retries retries;
    private final Pace pace;
    private final Spans spans;
    private final BlockingQueue<ArchiveClient> clients = new LinkedBlockingQueue<>();
    private final Estimate estimate;

    /**
     * Prepares to pull.
     *
     * @param limits the archive's, with what is different for this job
     * @param client makes a connection to the archive
     */
    Pull(JobRun run, Project project, PullPlan plan, PullLimits limits, Supplier<ArchiveClient> client, Ground ground) {
        this.run = run;
        this.project = project;
        this.plan = plan;
        this.limits = limits;
        this.ground = ground;
        this.nap = new JobNap(run);
        this.retries = new Retries(limits.retries(), nap);
        this.pace = new Pace(limits.instancesPerSecond());
        this.spans = new Spans(plan.query(), limits.findLimit(), ground.clock());
        this.estimate = new Estimate(ground.clock());
        for (int i = 0; i < limits.associations(); i++) {
            clients.add(client.get());
        }
    }

    /** Pulls to the end; the result of the job. */
    Map<String, Object> toItsEnd() {
        ExecutorService threads = Executors.newFixedThreadPool(limits.associations(), work -> {
            Thread thread = new Thread(work, "pull");
            thread.setDaemon(true);
            return thread;
        });
        try {
            requireOpen();
            List<PullSpan> planned = planned();
            estimate.begin(planned);
            Tally all = Tally.NONE;
            for (PullSpan span : planned) {
                all = all.plus(span.tally().orElseGet(() -> through(span, threads)));
            }
            waitForTheIndex();
            return result(planned, all);
        } finally {
            threads.shutdownNow();
            clients.forEach(Pull::close);
        }
    }

    private static void close(ArchiveClient client) {
        try {
            client.close();
        } catch (IOException e) {
            // the archive has ended it already
        }
    }

    private Map<String, Object> result(List<PullSpan> planned, Tally all) {
        return Map.of(
                "pacs", plan.archive(),
                "studies", planned.stream().mapToInt(PullSpan::studies).sum(),
                "spans", planned.size(),
                "fetched", all.fetched(),
                "known", all.known(),
                "failed", all.failed());
    }

    private List<PullSpan> planned() {
        List<PullSpan> before = ground.ledger().spans(run.job().id());
        if (!before.isEmpty()) {
            return before;
        }
        run.message("asks the archive what it has");
        ground.intake().asked(project.id(), plan.archive());
        PullSpan whole = plan.span(ground.clock());
        List<PullSpan> found = with(client -> retries.ask(() -> {
            List<PullSpan> all = new ArrayList<>();
            spans.visit(client, whole.since(), whole.until(), (since, until, studies) -> {
                all.add(new PullSpan(since, until, studies.size(), Optional.empty()));
                requireOpen();
            });
            return all;
        }));
        run.fenced(() -> ground.ledger().plan(run.lease(), found));
        return found;
    }

    private Tally through(PullSpan span, ExecutorService threads) {
        List<ArchiveStudy> studies =
                with(client -> retries.ask(() -> spans.studies(client, span.since(), span.until())));
        List<Future<Tally>> parts = new ArrayList<>();
        for (ArchiveStudy study : studies) {
            parts.add(threads.submit(() -> with(client -> study(client, study))));
        }
        Tally tally = Tally.NONE;
        for (Future<Tally> part : parts) {
            tally = tally.plus(ended(part, parts));
            estimate.ended(1);
            run.progress(estimate.done(), estimate.total(), "studies", estimate.message());
        }
        estimate.correct(span.studies(), studies.size());
        Tally whole = tally;
        run.fenced(() -> ground.ledger().done(run.lease(), span, whole));
        return tally;
    }

    private static Tally ended(Future<Tally> part, List<Future<Tally>> all) {
        try {
            return part.get();
        } catch (ExecutionException e) {
            all.forEach(each -> each.cancel(true));
            if (e.getCause() instanceof RuntimeException why) {
                throw why;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a pull was at work", e);
        }
    }

    private Tally study(ArchiveClient client, ArchiveStudy study) {
        Tally tally = Tally.NONE;
        for (ArchiveSeries series : retries.ask(() -> client.series(plan.query(), study))) {
            requireOpen();
            tally = tally.plus(series(client, series));
        }
        if (tally.fetched() > 0) {
            ground.intake().imported(project.id(), plan.archive(), study.uid(), tally.fetched());
        }
        return tally;
    }

    private Tally series(ArchiveClient client, ArchiveSeries series) {
        if (ground.intake().isWhole(project.id(), series)) {
            return new Tally(0, series.instances().orElseThrow(), 0);
        }
        List<ArchiveInstance> listed = retries.ask(() -> client.instances(series));
        boolean cut = series.instances().filter(count -> count > listed.size()).isPresent();
        List<ArchiveInstance> missing = ground.intake().missing(project.id(), listed);
        int known = listed.size() - missing.size();
        if (!missing.isEmpty() || cut) {
            missing = fetched(client, series, listed, missing, cut);
        }
        if (missing.isEmpty()) {
            ground.intake().whole(project.id(), series, series.instances().orElse(listed.size()));
        } else {
            run.log("%d of %d objects of a series did not come; the next pull asks for them again"
                    .formatted(missing.size(), listed.size()));
        }
        return new Tally(listed.size() - known - missing.size(), known, missing.size());
    }

    /** Fetches until nothing is missing or there is no more patience; what is missing then. */
    private List<ArchiveInstance> fetched(
            ArchiveClient client,
            ArchiveSeries series,
            List<ArchiveInstance> listed,
            List<ArchiveInstance> missingBefore,
            boolean cut) {
        List<ArchiveInstance> missing = missingBefore;
        for (int tried = 0; true; tried++) {
            boolean all = cut || missing.size() == listed.size();
            Optional<IOException> trouble = fetch(client, series, all ? listed : missing, all);
            missing = ground.intake().missing(project.id(), listed);
            if (missing.isEmpty() && trouble.isEmpty()) {
                return missing;
            }
            if (tried == limits.retries()) {
                trouble.ifPresent(why -> {
                    throw retries.unreachable(why);
                });
                return missing;
            }
            retries.pause(tried);
        }
    }

    private Optional<IOException> fetch(
            ArchiveClient client, ArchiveSeries series, List<ArchiveInstance> wanted, boolean all) {
        int[] arrived = {0};
        try {
            client.fetch(series, wanted, all, part10 -> {
                ground.intake().take(project, part10);
                arrived[0]++;
                nap.accept(pace.take(1));
            });
            nap.accept(pace.take(wanted.size() - Math.min(arrived[0], wanted.size())));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(e);
        }
    }

    /** The trail of a pull ends where what it fetched can be found. */
    private void waitForTheIndex() {
        Instant end = ground.clock().instant().plus(TO_BE_INDEXED);
        while (ground.intake().isBusy(project.id()) && ground.clock().instant().isBefore(end)) {
            nap.accept(JobNap.SLICE.toNanos());
        }
    }

    /** Outside of its hours the job waits in the queue. */
    private void requireOpen() {
        run.obey();
        Instant now = ground.clock().instant();
        Optional<NightWindow> closed = limits.window().filter(window -> !window.contains(now));
        closed.ifPresent(window -> {
            Instant opening = window.nextOpening(now);
            run.message("waits for %s %s".formatted(LocalDateTime.ofInstant(opening, window.zone()), window.zone()));
            throw JobStopped.until(opening);
        });
    }

    /** Something to do with a connection that nobody else uses. */
    private interface Use<T> {
        T of(ArchiveClient client);
    }

    private <T> T with(Use<T> use) {
        ArchiveClient client;
        try {
            client = clients.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a pull was at work", e);
        }
        try {
            return use.of(client);
        } finally {
            clients.add(client);
        }
    }
}
