package org.isocenter.server;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.isocenter.platform.testing.SharedData;

/** The packaged application as a process of its own, on ports that it keeps when it is started again. */
final class ServerProcess implements AutoCloseable {
    private final List<String> words = new ArrayList<>();
    private final Path log;
    private final int dicomPort = freePort();
    private final int httpPort = freePort();
    private Process process;

    /**
     * Starts the packaged application and waits until it takes associations.
     *
     * @param before words before {@code java}, such as those of a tracer
     * @param home its state folder
     * @param settings more settings by name
     */
    ServerProcess(List<String> before, Path home, Map<String, String> settings) throws IOException {
        Path jar = SharedData.root().resolve("deploy/server/target/quarkus-app/quarkus-run.jar");
        assertThat(jar).as("the packaged application; run verify").exists();
        log = home.resolve("server.log");
        Files.createDirectories(home);
        words.addAll(before);
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        settings.forEach((name, value) -> words.add("-D" + name + "=" + value));
        words.add("-Disocenter.home=" + home);
        words.add("-Disocenter.roles=api,dicom");
        words.add("-Disocenter.dicom.port=" + dicomPort);
        words.add("-Dquarkus.http.port=" + httpPort);
        words.addAll(List.of("-jar", jar.toString()));
        process = start();
    }

    /** Starts it again after its end. */
    void again() throws IOException {
        process = start();
    }

    private Process start() throws IOException {
        Process started = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        Awaitility.await("the server to listen").atMost(Duration.ofMinutes(3)).until(() -> {
            assertThat(started.isAlive())
                    .as(() -> "the server has ended: " + log())
                    .isTrue();
            return listens(dicomPort) && listens(httpPort);
        });
        return started;
    }

    /** Ends it as {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    /** What it answers to a question, whatever the status. */
    JsonPath get(String path, String token) {
        return given().auth()
                .oauth2(token)
                .get("http://127.0.0.1:" + httpPort + path)
                .jsonPath();
    }

    int dicomPort() {
        return dicomPort;
    }

    int httpPort() {
        return httpPort;
    }

    /** What it has written so far. */
    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return "no log: " + e;
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.waitFor(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
