package org.isocenter.cli.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import org.isocenter.cli.client.IsocenterClient;
import org.isocenter.cli.watch.Pause;
import org.isocenter.dicom.association.Requestor.Peer;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.phantom.PhantomScans;

/**
 * How fast objects come in, in objects per second; medians of rounds that take turns with a {@link BareReceiver}.
 *
 * @param objectBytes size of an object in the file
 * @param objects objects of a round
 * @param associations how many send at once
 * @param barePerSecond what the bare receiver takes
 * @param acknowledgedPerSecond until the last reply, which comes after everything is forced to disk
 * @param searchablePerSecond until all are de-identified, stored and in the index
 * @param shareOfBare acknowledged by bare, median of the rounds
 * @param rounds each round
 */
record IngestBench(
        int objectBytes,
        int objects,
        int associations,
        double barePerSecond,
        double acknowledgedPerSecond,
        double searchablePerSecond,
        double shareOfBare,
        List<Round> rounds) {

    private static final java.time.Duration PAUSE = java.time.Duration.ofMillis(20);

    /** One round, in objects per second. */
    record Round(double bare, double acknowledged, double searchable) {}

    /** What is sent, and how often. */
    record Plan(int objects, int side, int associations, int rounds) {}

    /** Where it goes. */
    record Target(IsocenterClient client, Peer peer, Path state) {}

    /** Measures; the first round of each warms up and does not count. */
    static IngestBench measure(Plan plan, Target target, Consumer<String> says) {
        PhantomScans scans = new PhantomScans(plan.side(), 1);
        List<Round> rounds = new ArrayList<>();
        for (int i = 0; i <= plan.rounds(); i++) {
            String root = "2.25.%d".formatted(System.currentTimeMillis());
            List<DicomObject> objects = scans.next(plan.objects(), root);
            Round round = round(new ScannerLoad(plan.associations()), objects, target);
            says.accept("%s: bare %.0f/s, acknowledged %.0f/s, searchable %.0f/s"
                    .formatted(i == 0 ? "Warm-up" : "Round " + i, round.bare, round.acknowledged, round.searchable));
            if (i > 0) {
                rounds.add(round);
            }
        }
        return new IngestBench(
                2 * plan.side() * plan.side(),
                plan.objects(),
                plan.associations(),
                median(rounds, Round::bare),
                median(rounds, Round::acknowledged),
                median(rounds, Round::searchable),
                median(rounds, round -> round.acknowledged / round.bare),
                rounds);
    }

    private static Round round(ScannerLoad load, List<DicomObject> objects, Target target) {
        double bare;
        try (BareReceiver receiver = new BareReceiver(target.state())) {
            bare = load.send(receiver.peer(), objects);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        long ended = ended(target.client());
        long start = System.nanoTime();
        double acknowledged = load.send(target.peer(), objects);
        while (ended(target.client()) < ended + objects.size()) {
            Pause.of(PAUSE);
        }
        double searchable = (System.nanoTime() - start) / 1e9;
        return new Round(objects.size() / bare, objects.size() / acknowledged, objects.size() / searchable);
    }

    private static long ended(IsocenterClient client) {
        IsocenterClient.Ingest ingest = client.status().ingest();
        return ingest.stored() + ingest.duplicates() + ingest.quarantined();
    }

    private static double median(List<Round> rounds, ToDoubleFunction<Round> of) {
        double[] sorted = rounds.stream().mapToDouble(of).sorted().toArray();
        return Arrays.stream(sorted, (sorted.length - 1) / 2, sorted.length / 2 + 1)
                .average()
                .orElse(Double.NaN);
    }
}
