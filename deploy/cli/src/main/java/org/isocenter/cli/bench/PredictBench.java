package org.isocenter.cli.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.isocenter.cli.client.CohortCalls.Member;
import org.isocenter.cli.client.IsocenterClient;
import org.isocenter.cli.client.JobCalls.Job;
import org.isocenter.cli.client.JobCalls.NewJob;
import org.isocenter.cli.client.ModelCalls.Head;
import org.isocenter.cli.watch.Pause;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/**
 * How fast a head answers, as a caller of the interface sees it.
 *
 * @param head that was asked
 * @param frames of the cohort
 * @param rounds questions about one image that count
 * @param medianMs from the request with one image to the end of its job, in milliseconds
 * @param slowestMs the slowest of them
 * @param imagesPerSecond of the cohort as one job, decoded before
 * @param latenciesMs of each round
 */
record PredictBench(
        UUID head,
        int frames,
        int rounds,
        double medianMs,
        double slowestMs,
        double imagesPerSecond,
        List<Double> latenciesMs) {
    private static final java.time.Duration PAUSE = java.time.Duration.ofMillis(5);

    PredictBench {
        latenciesMs = List.copyOf(latenciesMs);
    }

    /** Measures; the first question about one image and the first about the cohort warm up and do not count. */
    static PredictBench measure(
            IsocenterClient client, String project, Head head, UUID cohortVersion, int rounds, Consumer<String> says) {
        List<Member> members = client.cohorts().members(cohortVersion);
        if (members.isEmpty()) {
            throw new PlatformException(ErrorCode.BAD_REQUEST, "Expected a cohort with images; it has none.");
        }
        Member one = members.get(0);
        Map<String, Object> single = Map.of(
                "head",
                head.id(),
                "instances",
                List.of(Map.of("sopInstanceUid", one.sopInstanceUid(), "frame", one.frame())));
        List<Double> latencies = new ArrayList<>();
        for (int round = 0; round <= rounds; round++) {
            double ms = 1e3 * seconds(client, project, single);
            says.accept("%s: %.0f ms".formatted(round == 0 ? "Warm-up" : "Image " + round, ms));
            if (round > 0) {
                latencies.add(ms);
            }
        }
        Map<String, Object> all = Map.of("head", head.id(), "cohortVersion", cohortVersion);
        seconds(client, project, all);
        double rate = members.size() / seconds(client, project, all);
        List<Double> sorted = new ArrayList<>(latencies);
        Collections.sort(sorted);
        double median = (sorted.get((rounds - 1) / 2) + sorted.get(rounds / 2)) / 2;
        return new PredictBench(head.id(), members.size(), rounds, median, sorted.get(rounds - 1), rate, latencies);
    }

    private static double seconds(IsocenterClient client, String project, Map<String, Object> question) {
        long start = System.nanoTime();
        Job job = client.jobs()
                .submit(
                        project,
                        new NewJob("PREDICT", question, 0),
                        UUID.randomUUID().toString());
        while (!job.hasEnded()) {
            Pause.of(PAUSE);
            job = client.jobs().show(job.id());
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        if (!job.hasSucceeded()) {
            throw new PlatformException(
                    ErrorCode.INTERNAL, "Expected an answer; job %s ended as %s.".formatted(job.id(), job.state()));
        }
        return seconds;
    }
}
