package org.isocenter.cli.console;

import java.io.PrintWriter;
import java.time.Duration;

/**
 * Says how far something is and how long it may still take. A terminal sees one line that changes; elsewhere a line is
 * printed for each tenth.
 */
public final class ProgressBar implements AutoCloseable {
    private static final int WIDTH = 30;
    private static final String NO_WRAP = "\u001b[?7l";
    private static final String WRAP = "\u001b[?7h";
    private static final String CLEAR_REST = "\u001b[K";

    private final PrintWriter out;
    private final boolean terminal;
    private final long start = System.nanoTime();
    private long tenth = -1;
    private boolean open;
    private String said = "";

    public ProgressBar(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /**
     * Shows a state.
     *
     * @param done of {@code total}; a total of 0 is unknown
     * @param text what happens, with the unit that is counted
     */
    public void show(long done, long total, String text) {
        if (terminal) {
            overwrite(bar(done, total) + remaining(done, total) + " " + text);
        } else if (isNews(done, total, text)) {
            out.println((total > 0 ? "%3d %% ".formatted(100 * Math.min(done, total) / total) : "")
                    + text
                    + remaining(done, total));
            out.flush();
        }
    }

    private boolean isNews(long done, long total, String text) {
        long now = total > 0 ? 10 * Math.min(done, total) / total : -1;
        boolean news = total > 0 ? now != tenth : !text.equals(said);
        tenth = now;
        said = text;
        return news;
    }

    /** A line that is longer than the terminal ends at its edge. */
    private void overwrite(String line) {
        out.print("\r" + NO_WRAP + line + CLEAR_REST + WRAP);
        out.flush();
        open = true;
    }

    private static String bar(long done, long total) {
        int filled = total > 0 ? (int) (WIDTH * Math.min(done, total) / total) : 0;
        return "[" + "#".repeat(filled) + ".".repeat(WIDTH - filled) + "]";
    }

    /** What is left at the pace so far. */
    private String remaining(long done, long total) {
        if (done <= 0 || done >= total) {
            return "";
        }
        Duration left = Duration.ofNanos((long) ((System.nanoTime() - start) / (double) done * (total - done)));
        return left.toMinutes() > 0
                ? ", about %d min left".formatted(left.toMinutes() + 1)
                : ", about %d s left".formatted(left.toSeconds() + 1);
    }

    /** Ends the line. */
    @Override
    public void close() {
        if (open) {
            out.println();
            open = false;
        }
        out.flush();
    }
}
