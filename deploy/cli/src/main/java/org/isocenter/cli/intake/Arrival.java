package org.isocenter.cli.intake;

import java.time.Duration;
import org.isocenter.cli.client.IsocenterClient;
import org.isocenter.cli.client.IsocenterClient.Ingest;
import org.isocenter.cli.console.ProgressBar;
import org.isocenter.cli.watch.Pause;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/**
 * Waits until all that was sent has been taken in or held back, and counts it.
 *
 * @param client of anyone
 * @param before the counts before the first object was sent
 */
public record Arrival(IsocenterClient client, Ingest before) {
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_STANDSTILL = Duration.ofMinutes(3);

    public static Arrival begin(IsocenterClient client) {
        return new Arrival(client, client.status().ingest());
    }

    /** The difference of the counts once nothing is pending; {@code START_FAILED} where nothing moves any more. */
    public Ingest settle(Telling telling) {
        long moved = System.nanoTime();
        Ingest now = client.status().ingest();
        try (ProgressBar bar = telling.bar()) {
            while (now.pending() > 0) {
                long ended = now.received() - before.received() - now.pending();
                bar.show(ended, now.received() - before.received(), "objects de-identified, decoded and indexed");
                Pause.of(PAUSE);
                Ingest next = client.status().ingest();
                moved = next.pending() == now.pending() ? moved : System.nanoTime();
                if (System.nanoTime() - moved > LONGEST_STANDSTILL.toNanos()) {
                    throw new PlatformException(
                            ErrorCode.START_FAILED, "Objects wait and none is taken in; see the server's log.");
                }
                now = next;
            }
        }
        return now.since(before);
    }
}
