package org.isocenter.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.jspecify.annotations.Nullable;

/** Requests with a bearer token and answers as records; an answer that is a problem becomes a {@link ServerProblem}. */
final class Http {
    /** How records become JSON documents and back; fields this version does not know are passed over. */
    static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private static final String JSON_TYPE = "application/json";

    private final Server server;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(10))
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    Http(Server server) {
        this.server = server;
    }

    <T> T get(String path, Class<T> type) {
        return read(send(request(path).GET()), type);
    }

    <T> List<T> list(String path, Class<T> type) {
        return items(get(path, JsonNode.class), type);
    }

    /** All pages, one after another; the path already has a query. */
    <T> List<T> pages(String path, Class<T> type) {
        List<T> items = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = get(path + cursor, JsonNode.class);
            items.addAll(items(page.path("items"), type));
            cursor = page.hasNonNull("next")
                    ? "&cursor=" + encode(page.get("next").asText())
                    : "";
        } while (!cursor.isEmpty());
        return items;
    }

    private static <T> List<T> items(JsonNode array, Class<T> type) {
        try {
            List<T> items = new ArrayList<>();
            for (JsonNode each : array) {
                items.add(JSON.treeToValue(each, type));
            }
            return items;
        } catch (JsonProcessingException e) {
            throw stranger(e);
        }
    }

    <T> T post(String path, @Nullable Object body, Class<T> type, String... headers) {
        HttpRequest.Builder request = request(path).header("Content-Type", JSON_TYPE);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return read(send(request.POST(json(body))), type);
    }

    <T> T post(String path, String contentType, BodyPublisher body, Class<T> type) {
        return read(send(request(path).header("Content-Type", contentType).POST(body)), type);
    }

    <T> T patch(String path, Object body, Class<T> type) {
        return read(send(request(path).header("Content-Type", JSON_TYPE).method("PATCH", json(body))), type);
    }

    void put(String path) {
        close(send(request(path).PUT(BodyPublishers.noBody())));
    }

    void delete(String path) {
        close(send(request(path).DELETE()));
    }

    <T> T delete(String path, Class<T> type) {
        return read(send(request(path).DELETE()), type);
    }

    /** An answer as it comes; the caller closes it. */
    InputStream open(String path) {
        return send(request(path).GET()).body();
    }

    /** Writes an answer to a file and returns the number of bytes; {@code STORAGE_FULL} where it cannot be written. */
    long save(String path, Path file) {
        try (InputStream in = open(path)) {
            return Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new PlatformException(
                    ErrorCode.STORAGE_FULL,
                    file + " cannot be written to its end; choose another place or make room.",
                    e);
        }
    }

    /** A word as part of a path or query. */
    static String encode(String word) {
        return URLEncoder.encode(word, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpRequest.Builder request(String path) {
        String base = server.url().toString().replaceAll("/+$", "");
        return HttpRequest.newBuilder(URI.create(base + path))
                .header("Authorization", "Bearer " + server.token().get())
                .header("Accept", "application/json, application/dicom+json, */*;q=0.5");
    }

    private static BodyPublisher json(@Nullable Object body) {
        try {
            return body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a request record can always be written", e);
        }
    }

    private HttpResponse<InputStream> send(HttpRequest.Builder request) {
        try {
            HttpResponse<InputStream> answer = http.send(request.build(), BodyHandlers.ofInputStream());
            if (answer.statusCode() >= 400) {
                throw problem(answer);
            }
            return answer;
        } catch (IOException e) {
            throw new PlatformException(
                    ErrorCode.NOT_RUNNING,
                    "Expected an answer from %s; none came. Start the server, or name another with --server."
                            .formatted(server.url()),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException(ErrorCode.INTERNAL, "interrupted while waiting for the server", e);
        }
    }

    private static ServerProblem problem(HttpResponse<InputStream> answer) throws IOException {
        try (InputStream body = answer.body()) {
            return ServerProblem.of(answer.statusCode(), body.readAllBytes());
        }
    }

    private static <T> T read(HttpResponse<InputStream> answer, Class<T> type) {
        try (InputStream body = answer.body()) {
            return JSON.readValue(body, type);
        } catch (IOException e) {
            throw stranger(e);
        }
    }

    private static PlatformException stranger(IOException cause) {
        return new PlatformException(
                ErrorCode.INTERNAL,
                "Expected an answer of Isocenter's interface; the server is of another kind.",
                cause);
    }

    private static void close(HttpResponse<InputStream> answer) {
        try {
            answer.body().close();
        } catch (IOException e) {
            throw new PlatformException(ErrorCode.INTERNAL, "the server's answer broke off", e);
        }
    }
}
