package org.isocenter.platform.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** A PostgreSQL of its own with durable settings, in a temporary folder; a test may take it away and give it back. */
public class PostgresResource implements QuarkusTestResourceLifecycleManager {
    private static PostgresResource running;

    private final Path folder = temporary();
    private String options = "";

    @Override
    public Map<String, String> start() {
        try {
            int port = freePort();
            unpack();
            run("bin/initdb", "-D", "data", "-U", "isocenter", "-A", "trust", "-E", "UTF8", "--locale=C");
            options = "-p %d -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=60"
                    .formatted(port);
            launch();
            running = this;
            return Map.of(
                    "quarkus.datasource.jdbc.url",
                    "jdbc:postgresql://127.0.0.1:" + port + "/postgres",
                    "quarkus.datasource.username",
                    "isocenter",
                    "isocenter.home",
                    folder.resolve("home").toString(),
                    "isocenter.platform.home",
                    folder.resolve("home").toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void launch() throws IOException {
        run("bin/pg_ctl", "-D", "data", "-w", "-t", "60", "-l", "log", "-o", options, "start");
    }

    /** Stops it as a machine that is shut down does: every connection breaks. */
    public static void halt() throws IOException {
        running.run("bin/pg_ctl", "-D", "data", "-m", "fast", "-w", "stop");
    }

    /** Ends it, all of its processes, as {@code kill -9} does. */
    public static void kill() throws IOException {
        long pid = Long.parseLong(Files.readAllLines(running.folder.resolve("data/postmaster.pid"))
                .get(0));
        ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
        List<ProcessHandle> all = new ArrayList<>(postmaster.descendants().toList());
        all.add(postmaster);
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> process.onExit().join());
    }

    /** Starts it again on the same port, with what it had. */
    public static void again() throws IOException {
        running.launch();
    }

    @Override
    public void stop() {
        try {
            run("bin/pg_ctl", "-D", "data", "-m", "immediate", "-w", "stop");
            new ProcessBuilder("rm", "-rf", folder.toString()).start().waitFor(30, TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void unpack() throws IOException {
        Path archive = folder.resolve("postgres.txz");
        try (InputStream in =
                Objects.requireNonNull(PostgresResource.class.getResourceAsStream("/postgres-linux-x86_64.txz"))) {
            Files.copy(in, archive);
        }
        run("tar", "-xJf", archive.toString());
    }

    /** PostgreSQL refuses to run as root, so root enters a user namespace first. */
    private void run(String... command) throws IOException {
        List<String> words = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name")) && command[0].startsWith("bin/")) {
            words.addAll(List.of("unshare", "-U"));
        }
        words.addAll(List.of(command));
        if (command[0].startsWith("bin/")) {
            words.set(words.indexOf(command[0]), folder.resolve(command[0]).toString());
        }
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!process.waitFor(90, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(words + " failed: " + Files.readString(output));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("isocenter-postgres");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
