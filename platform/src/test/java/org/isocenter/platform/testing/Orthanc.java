package org.isocenter.platform.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * An archive of its own for a test: the real Orthanc with its DICOMweb plugin, on free ports, with its data in a folder of the test. Its users must name
 * themselves. Whoever needs one calls {@link #requireInstalled} first.
 */
public final class Orthanc implements AutoCloseable {
    /** Its application entity title. */
    public static final String AE_TITLE = "ORTHANC";

    /** Its user, for whoever asks over HTTP. */
    public static final String USER = "night";

    /** The user's password. */
    public static final String PASSWORD = "only-for-tests";

    private static final Path PROGRAM = Path.of("/usr/sbin/Orthanc");
    private static final Path PLUGIN = Path.of("/usr/share/orthanc/plugins/libOrthancDicomWeb.so");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path folder;
    private final boolean associatesOverTls;
    private final int dicomPort;
    private final int httpPort = freePort();
    private Process process;

    /** Leaves a test out where Orthanc is not installed; in CI, which installs it, that is a failure. */
    public static void requireInstalled() {
        boolean installed = Files.isExecutable(PROGRAM) && Files.exists(PLUGIN);
        if (!installed && System.getenv("CI") != null) {
            throw new AssertionError("Orthanc and its DICOMweb plugin are not installed; run .ci/run");
        }
        assumeTrue(installed, "Orthanc and its DICOMweb plugin are not installed here");
    }

    /**
     * Settings of one that associates only over TLS: it shows the certificate {@code archive} of an authority and wants to see another of the same. Its own HTTP
     * stays in the clear: where it is linked with OpenSSL 3 the version of Debian 12 crashes at the first request over HTTPS.
     */
    public static Map<String, Object> tls(HospitalCa ca) {
        return Map.of(
                "DicomTlsEnabled", true,
                "DicomTlsCertificate", ca.certificate("archive").toString(),
                "DicomTlsPrivateKey", ca.key("archive").toString(),
                "DicomTlsTrustedCertificates", ca.authority().toString(),
                "DicomTlsRemoteCertificateRequired", true);
    }

    /**
     * Starts one and waits until it answers.
     *
     * @param folder where it keeps everything
     * @param settings of its configuration file, beside ours, such as {@code LimitFindResults}
     */
    public Orthanc(Path folder, Map<String, Object> settings) throws IOException, InterruptedException {
        this.folder = folder;
        this.associatesOverTls = settings.containsKey("DicomTlsEnabled");
        this.dicomPort = settings.get("DicomPort") instanceof Integer given ? given : freePort();
        Files.createDirectories(folder);
        Map<String, Object> all = new HashMap<>();
        all.put("Name", AE_TITLE);
        all.put("DicomAet", AE_TITLE);
        all.put("StorageDirectory", folder.resolve("storage").toString());
        all.put("IndexDirectory", folder.resolve("storage").toString());
        all.put("DicomPort", dicomPort);
        all.put("HttpPort", httpPort);
        all.put("AuthenticationEnabled", true);
        all.put("RegisteredUsers", Map.of(USER, PASSWORD));
        all.put("DicomAlwaysAllowFind", true);
        all.put("DicomAlwaysAllowGet", true);
        all.put("DicomAlwaysAllowMove", true);
        all.put("DicomCheckCalledAet", false);
        all.put("Plugins", List.of(PLUGIN.toString()));
        all.put("DicomWeb", Map.of("Enable", true, "Root", "/dicom-web/"));
        all.putAll(settings);
        Files.write(folder.resolve("orthanc.json"), JSON.writeValueAsBytes(all));
        process = start();
    }

    private Process start() throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        PROGRAM.toString(), folder.resolve("orthanc.json").toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("orthanc.log").toFile()));
        builder.environment().put("TCP_NODELAY", "1"); // or each of its answers waits 40 ms
        Process started = builder.start();
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!answers()) {
            if (!started.isAlive() || System.nanoTime() > end) {
                started.destroyForcibly();
                throw new IOException("Orthanc did not start: " + Files.readString(folder.resolve("orthanc.log")));
            }
            Thread.sleep(50);
        }
        return started;
    }

    private boolean answers() throws InterruptedException {
        try {
            return send(request("/system").GET()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    public int dicomPort() {
        return dicomPort;
    }

    /** Where its DICOMweb resources start. */
    public URI dicomweb() {
        return URI.create("http://127.0.0.1:" + httpPort + "/dicom-web");
    }

    /** Makes an application entity known to it, as a caller and as a destination. */
    public void knows(String aeTitle, int port) throws IOException, InterruptedException {
        byte[] modality = JSON.writeValueAsBytes(
                Map.of("AET", aeTitle, "Host", "127.0.0.1", "Port", port, "UseDicomTls", associatesOverTls));
        require(send(request("/modalities/" + aeTitle).PUT(BodyPublishers.ofByteArray(modality))));
    }

    /** Puts a file into it. */
    public void put(byte[] part10) throws IOException, InterruptedException {
        require(send(request("/instances").POST(BodyPublishers.ofByteArray(part10))));
    }

    /** A number of its statistics, such as {@code CountInstances}. */
    public int statistic(String name) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = send(request("/statistics").GET());
        JsonNode number = JSON.readTree(answer.body()).path(name);
        return number.asInt(-1);
    }

    /** Has it send everything to an application entity that it knows. */
    public void sendAllTo(String aeTitle) throws IOException, InterruptedException {
        byte[] all = send(request("/instances").GET()).body();
        require(send(request("/modalities/" + aeTitle + "/store").POST(BodyPublishers.ofByteArray(all))));
    }

    /** Has it ask an application entity for a study by C-FIND and fetch it by C-MOVE to itself; the number of answers. */
    public int fetchStudies(String aeTitle, Map<String, String> query) throws IOException, InterruptedException {
        byte[] body = JSON.writeValueAsBytes(Map.of("Level", "Study", "Query", query));
        HttpResponse<byte[]> found =
                send(request("/modalities/" + aeTitle + "/query").POST(BodyPublishers.ofByteArray(body)));
        require(found);
        String id = JSON.readTree(found.body()).path("ID").asText();
        int answers = JSON.readTree(
                        send(request("/queries/" + id + "/answers").GET()).body())
                .size();
        byte[] target = JSON.writeValueAsBytes(Map.of("TargetAet", AE_TITLE, "Synchronous", true));
        require(send(request("/queries/" + id + "/retrieve").POST(BodyPublishers.ofByteArray(target))));
        return answers;
    }

    /** Removes one object by its SOP Instance UID. */
    public void remove(String instance) throws IOException, InterruptedException {
        HttpResponse<byte[]> found = send(request("/tools/lookup").POST(BodyPublishers.ofString(instance)));
        for (JsonNode each : JSON.readTree(found.body())) {
            require(send(request(each.path("Path").asText()).DELETE()));
        }
    }

    /** Removes the studies whose UID does not begin so. */
    public void removeStudiesBut(String prefix) throws IOException, InterruptedException {
        byte[] all = send(request("/studies?expand").GET()).body();
        for (JsonNode study : JSON.readTree(all)) {
            String uid = study.path("MainDicomTags").path("StudyInstanceUID").asText();
            if (!uid.startsWith(prefix)) {
                require(send(request("/studies/" + study.path("ID").asText()).DELETE()));
            }
        }
    }

    private static void require(HttpResponse<byte[]> answer) throws IOException {
        if (answer.statusCode() != 200) {
            throw new IOException("Orthanc answered %d: %s"
                    .formatted(
                            answer.statusCode(), new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8)));
        }
    }

    private HttpRequest.Builder request(String path) {
        String user = Base64.getEncoder()
                .encodeToString((USER + ":" + PASSWORD).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort + path))
                .timeout(Duration.ofMinutes(1))
                .header("Authorization", "Basic " + user);
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        for (int tried = 0; true; tried++) {
            try {
                return http.send(request.build(), BodyHandlers.ofByteArray());
            } catch (IOException e) {
                if (tried == 2) { // it closes an idle connection after a second, and the client may learn that too late
                    throw e;
                }
            }
        }
    }

    /** Ends it in good order; its data stay. */
    public void stop() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Starts it again with the data that it has. */
    public void again() throws IOException, InterruptedException {
        process = start();
    }

    @Override
    public void close() {
        stop();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
