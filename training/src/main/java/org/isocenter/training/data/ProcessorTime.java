package org.isocenter.training.data;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** Time that processors have worked, which other work on the machine lengthens little. */
public final class ProcessorTime {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Seconds of this process, all its threads together, those of the engine too. */
    public static double seconds() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(used -> used.toNanos() / 1e9)
                .orElse(0.0);
    }

    /** Seconds of the calling thread. */
    public static double ofThread() {
        return THREADS.getCurrentThreadCpuTime() / 1e9;
    }

    private ProcessorTime() {}
}
