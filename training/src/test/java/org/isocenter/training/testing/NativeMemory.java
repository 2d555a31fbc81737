package org.isocenter.training.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Resident memory of this process beside the heap of Java, which grows into what it may take whether or not something leaks. The heap lies beneath 32 GiB
 * of addresses, where references need four bytes; nothing else does.
 */
public final class NativeMemory {
    private static final long HEAP_END = 1L << 35;

    /** Megabytes as Linux counts them. */
    public static long residentMiB() {
        try {
            long kilobytes = 0;
            boolean beside = false;
            for (String line : Files.readAllLines(Path.of("/proc/self/smaps"), StandardCharsets.UTF_8)) {
                if (line.matches("[0-9a-f]+-[0-9a-f]+ .*")) {
                    beside = Long.parseUnsignedLong(line.substring(0, line.indexOf('-')), 16) >= HEAP_END;
                } else if (beside && line.startsWith("Rss:")) {
                    kilobytes += Long.parseLong(line.replaceAll("\\D", ""));
                }
            }
            return kilobytes / 1024;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private NativeMemory() {}
}
