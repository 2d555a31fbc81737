package org.isocenter.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.isocenter.dicom.association.Requestor;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.part10.Part10Reader;
import org.isocenter.platform.project.Project;

/**
 * Eight clients, half of them by C-STORE, half by STOW-RS. Each sends its share until it is acknowledged, never again after that, and waits a little where
 * the server refuses or is gone.
 */
final class Senders implements AutoCloseable {
    private static final int CLIENTS = 8;
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final ServerProcess server;
    private final Project project;
    private final Set<Path> acknowledged = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    private final List<Future<?>> clients = new ArrayList<>();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private volatile String token;

    Senders(ServerProcess server, Project project) {
        this.server = server;
        this.project = project;
        this.token = KeycloakResource.token("steward");
    }

    /** Begins to send. */
    Senders send(List<Path> files) {
        for (int client = 0; client < CLIENTS; client++) {
            List<Path> share = new ArrayList<>();
            for (int i = client; i < files.size(); i += CLIENTS) {
                share.add(files.get(i));
            }
            boolean stows = client % 2 == 1;
            clients.add(threads.submit(() -> {
                if (stows) {
                    stow(share);
                } else {
                    store(share);
                }
                return true;
            }));
        }
        return this;
    }

    /** What was acknowledged so far. */
    Set<Path> acknowledged() {
        return Set.copyOf(acknowledged);
    }

    int count() {
        return acknowledged.size();
    }

    /** Waits until all is acknowledged. */
    void finish() throws InterruptedException, ExecutionException, TimeoutException {
        for (Future<?> client : clients) {
            client.get(3, TimeUnit.MINUTES);
        }
    }

    private void store(List<Path> share) throws IOException, InterruptedException {
        while (!acknowledged.containsAll(share)) {
            try (Requestor requestor = open(share.get(0))) {
                for (Path file : share) {
                    if (!acknowledged.contains(file) && requestor.store(Part10Reader.read(file)) == 0) {
                        acknowledged.add(file);
                    }
                }
            } catch (IOException e) {
                Thread.sleep(PAUSE.toMillis()); // the server is gone, or rejects for now
            }
        }
    }

    private Requestor open(Path file) throws IOException {
        DicomObject first = Part10Reader.read(file);
        String sopClass = first.dataset().string(Tag.SOP_CLASS_UID).orElseThrow();
        return Requestor.open(
                new Requestor.Peer(
                        "127.0.0.1", server.dicomPort(), project.aeTitle(), "SENDER", Duration.ofSeconds(30)),
                List.of(new Requestor.Offer(sopClass, first.transferSyntax().uid())));
    }

    private void stow(List<Path> share) throws IOException, InterruptedException {
        for (Path file : share) {
            while (!isTaken(stow(file))) {
                Thread.sleep(PAUSE.toMillis());
            }
            acknowledged.add(file);
        }
    }

    /** The status of one request; empty where no answer came. */
    private Optional<Integer> stow(Path file) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(
                        "http://127.0.0.1:%d/dicomweb/%s/studies".formatted(server.httpPort(), project.name())))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "multipart/related; type=\"application/dicom\"; boundary=iso-part")
                .POST(BodyPublishers.ofByteArray(FromStudyToLabelTest.multipart(List.of(file))))
                .build();
        try {
            HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
            if (answer.statusCode() == 401) {
                token = KeycloakResource.token("steward");
            }
            return Optional.of(answer.statusCode());
        } catch (IOException e) {
            return Optional.empty(); // the server is gone
        }
    }

    private static boolean isTaken(Optional<Integer> status) {
        return status.filter(code -> code == 200 || code == 202).isPresent();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
