package org.isocenter.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.ConfigProvider;
import org.isocenter.platform.config.PlatformConfig;
import org.isocenter.platform.testing.SharedData;
import org.jspecify.annotations.Nullable;

/** A worker of its own beside the server under test: the packaged application in the role worker, on the same database and store. */
final class WorkerProcess {
    /** What workers write for themselves lies below it. */
    static final Path HOMES = SharedData.root().resolve("deploy/server/target/workers");

    private static @Nullable WorkerProcess shared;

    private final Process process;

    private WorkerProcess(Process process) {
        this.process = process;
    }

    /** The one of all tests; where it was killed or has left, another. It ends with the tests. */
    static synchronized WorkerProcess shared(PlatformConfig ground) throws IOException {
        WorkerProcess worker = shared;
        if (worker == null || !worker.process.isAlive()) {
            worker = start(ground, Files.createTempDirectory(Files.createDirectories(HOMES), "worker"));
            Runtime.getRuntime().addShutdownHook(new Thread(worker.process::destroyForcibly));
            shared = worker;
        }
        return worker;
    }

    /**
     * Starts a worker.
     *
     * @param ground where the server keeps its things
     * @param home a folder for what is the worker's alone
     */
    private static WorkerProcess start(PlatformConfig ground, Path home) throws IOException {
        Path jar = SharedData.root().resolve("deploy/server/target/quarkus-app/quarkus-run.jar");
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1g"));
        settings(ground, home).forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of("-jar", jar.toString()));
        Files.createDirectories(home);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        home.resolve("worker.log").toFile()));
        builder.environment().putAll(Map.of("DJL_OFFLINE", "true", "OPT_OUT_TRACKING", "true"));
        return new WorkerProcess(builder.start());
    }

    private static Map<String, String> settings(PlatformConfig ground, Path home) {
        Map<String, String> settings = new HashMap<>();
        List.of("quarkus.datasource.jdbc.url", "quarkus.datasource.username", "quarkus.oidc.auth-server-url")
                .forEach(name -> settings.put(name, ConfigProvider.getConfig().getValue(name, String.class)));
        settings.put("isocenter.roles", "worker");
        settings.put("isocenter.home", home.toString());
        settings.put("isocenter.platform.store-folder", ground.storeFolder().toString());
        settings.put("isocenter.platform.key-folder", ground.keyFolder().toString());
        settings.put("isocenter.platform.audit-folder", ground.auditFolder().toString());
        settings.put("isocenter.platform.lease-duration", "3s");
        settings.put("isocenter.training.checkpoint-steps", "20"); // each writes 50 MB; an epoch ends with one too
        settings.put("isocenter.training.idle-wait", "500ms");
        settings.put("quarkus.http.port", "0");
        return settings;
    }

    /** As {@code kill -9}: no farewell, no last checkpoint. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** Asks it to leave, and waits until it has. */
    void leave() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(40, TimeUnit.SECONDS)) {
            kill();
        }
    }
}
