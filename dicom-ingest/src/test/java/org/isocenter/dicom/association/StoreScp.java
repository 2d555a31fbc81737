package org.isocenter.dicom.association;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** DCMTK's storescp as a peer of a test, which is left out where it is not installed. */
public final class StoreScp implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/bin/storescp");

    private final Path folder;
    private final int port;
    private final Process process;

    /**
     * Starts one and waits until it listens.
     *
     * @param folder where it writes what comes
     * @param port where it listens; 0 for any that is free
     * @param options of its command line
     */
    public StoreScp(Path folder, int port, String... options) throws IOException {
        assumeTrue(Files.isExecutable(PROGRAM), "DCMTK is not installed here");
        this.folder = folder;
        this.port = port == 0 ? freePort() : port;
        List<String> command = new ArrayList<>(List.of(PROGRAM.toString(), "-od", folder.toString()));
        command.addAll(List.of(options));
        command.add(Integer.toString(this.port));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("TCP_NODELAY", "1"); // or each of its answers waits 40 ms
        process = builder.start();
        await().atMost(Duration.ofSeconds(30)).until(this::listens);
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Where it listens. */
    public int port() {
        return port;
    }

    /** What has come. */
    public List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
