package org.isocenter.cli.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.isocenter.platform.testing.SharedData;

/** Calls the script as people do, on a state folder of its own. */
record StackScript(Path script, Path home, Map<String, String> environment) {
    static final List<String> FREE_PORTS =
            List.of("--http-port=0", "--dicom-port=0", "--keycloak-port=0", "--database-port=0");

    /** Processes that live for a test are compiled quickly, not well: they start with a third of the work. */
    private static final String QUICK = "-XX:TieredStopAtLevel=1";

    /** What a call said and how it ended. */
    record Said(int code, String out, String err) {}

    static StackScript of(Path home) {
        return new StackScript(SharedData.root().resolve("deploy/isocenter"), home, Map.of());
    }

    StackScript with(String name, String value) {
        Map<String, String> more = new TreeMap<>(environment);
        more.put(name, value);
        return new StackScript(script, home, more);
    }

    Said up() {
        List<String> words = new ArrayList<>(FREE_PORTS);
        words.add(0, "up");
        words.add("--json");
        return call(words.toArray(String[]::new));
    }

    Said call(String... arguments) {
        List<String> words = new ArrayList<>(List.of(script.toString()));
        words.addAll(List.of(arguments));
        return run(words);
    }

    /** The same within namespaces of its own: what it mounts or whom it could reach is seen by it alone. */
    Said callIn(List<String> unshare, String prelude, String... arguments) {
        List<String> words = new ArrayList<>(unshare);
        words.addAll(List.of("sh", "-c", prelude + "; exec \"$@\"", "sh", script.toString()));
        words.addAll(List.of(arguments));
        return run(words);
    }

    private Said run(List<String> words) {
        try {
            Path err = Files.createTempFile("isocenter-script", ".err");
            ProcessBuilder builder = new ProcessBuilder(words).redirectError(err.toFile());
            builder.environment().put("ISOCENTER_HOME", home.toString());
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            builder.environment().putAll(environment);
            builder.environment().merge("ISOCENTER_JAVA_OPTS", QUICK, (own, quick) -> quick + " " + own);
            Process process = builder.start();
            String out = new String(process.getInputStream().readAllBytes(), UTF_8);
            int code = process.waitFor();
            String said = Files.readString(err);
            Files.delete(err);
            return new Said(code, out, said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** The command lines of all processes that name this state folder. */
    List<String> processes() {
        return ProcessHandle.allProcesses()
                .map(handle -> commandLine(handle.pid()))
                .filter(line -> line.contains(home.toString()))
                .toList();
    }

    static String commandLine(long pid) {
        try {
            return Files.readString(Path.of("/proc/%d/cmdline".formatted(pid))).replace('\0', ' ');
        } catch (IOException e) {
            return "";
        }
    }
}
