package org.isocenter.cli.stack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The command line of a Java child; what {@code ISOCENTER_JAVA_OPTS} says comes last and wins. */
final class JavaCommand {
    /**
     * The tensor engine never downloads and never reports home; fewer arenas keep native memory together; its threads wait a tenth of a millisecond awake,
     * which small operations need to be quick, and then sleep instead of keeping the threads that make views from the processor.
     */
    static final Map<String, String> ENVIRONMENT = Map.of(
            "DJL_OFFLINE", "true", "OPT_OUT_TRACKING", "true", "MALLOC_ARENA_MAX", "4", "GOMP_SPINCOUNT", "10000");

    /** One arena for all threads; blocks below 1 GiB come from it, and it gives back to the system what exceeds 4 GiB. */
    static final Map<String, String> KEPT_MEMORY = Map.of(
            "MALLOC_ARENA_MAX", "1", "MALLOC_MMAP_THRESHOLD_", "1073741824", "MALLOC_TRIM_THRESHOLD_", "4294967296");

    private final List<String> words = new ArrayList<>();

    /**
     * A command with a bounded heap.
     *
     * @param heapMiB most megabytes of the heap
     */
    JavaCommand(int heapMiB) {
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.add("-Xms64m");
        words.add("-Xmx" + heapMiB + "m");
        words.add("-XX:+ExitOnOutOfMemoryError");
        words.add("-XX:-CreateCoredumpOnCrash"); // a core would hold pixels and identities
        words.add("-XX:ThreadPriorityPolicy=1"); // what nobody waits for yields to what answers
        words.add("-Djava.awt.headless=true");
        words.add("-Dfile.encoding=UTF-8");
        words.add("-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
    }

    JavaCommand option(String option) {
        words.add(option);
        return this;
    }

    JavaCommand property(String name, Object value) {
        return option("-D" + name + "=" + value);
    }

    /** Ends the options with the user's own, and adds what to run. */
    List<String> run(String... mainAndArguments) {
        return run(userOptions(System.getenv("ISOCENTER_JAVA_OPTS")), mainAndArguments);
    }

    /** No Java starts with two collectors, or with less heap at most than at first, so the user's choice takes the place of ours. */
    List<String> run(List<String> users, String... mainAndArguments) {
        List<String> command = new ArrayList<>(words);
        command.removeIf(ours -> isCollector(ours) && users.stream().anyMatch(JavaCommand::isCollector));
        command.removeIf(ours -> isFirstSize(ours) && users.stream().anyMatch(JavaCommand::isSize));
        command.addAll(users);
        command.addAll(List.of(mainAndArguments));
        return command;
    }

    private static boolean isCollector(String option) {
        return option.matches("-XX:\\+Use\\w+GC");
    }

    private static boolean isFirstSize(String option) {
        return isSize(option) && !option.startsWith("-Xmx");
    }

    private static boolean isSize(String option) {
        return option.matches("-Xm[nsx]\\w+");
    }

    static List<String> userOptions(@org.jspecify.annotations.Nullable String text) {
        return text == null || text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
    }
}
