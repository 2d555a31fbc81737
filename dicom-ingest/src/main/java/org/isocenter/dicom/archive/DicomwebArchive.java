package org.isocenter.dicom.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.mediatype.MediaRange;
import org.isocenter.dicom.multipart.PartReader;
import org.isocenter.dicom.multipart.PartReader.Part;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.part10.Part10Writer;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/** An archive behind QIDO-RS, WADO-RS and STOW-RS (PS3.18); objects are fetched one by one, each in the syntax in which it is stored. */
public final class DicomwebArchive implements ArchiveClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE = 500;
    private static final String DICOM = "multipart/related; type=\"application/dicom\"; transfer-syntax=*";

    private final Settings settings;
    private final HttpClient http;

    /**
     * Where the archive is, and who asks.
     *
     * @param url where its resources start
     * @param authorization value of the header that names us, asked for before each request; empty for none
     * @param timeout for connecting and for each answer to begin
     * @param largestObject bytes above which an object is refused
     * @param tls whom we trust and our certificate; empty for what Java trusts
     */
    public record Settings(
            URI url,
            Supplier<Optional<String>> authorization,
            Duration timeout,
            long largestObject,
            Optional<SSLContext> tls) {}

    /** An archive, still unasked. */
    public DicomwebArchive(Settings settings) {
        this.settings = settings;
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(settings.timeout());
        settings.tls().ifPresent(builder::sslContext);
        this.http = builder.build();
    }

    @Override
    public void echo() throws IOException {
        search("/studies?limit=1", match -> {});
    }

    @Override
    public Answer studies(ArchiveQuery query, LocalDateTime since, LocalDateTime until) throws IOException {
        Map<String, ArchiveStudy> studies = new LinkedHashMap<>();
        boolean cut = false;
        for (String modality : query.modalities().isEmpty() ? List.of("") : query.modalities()) {
            String keys = key("StudyDate", DimseArchive.date(since, until))
                    + key("StudyTime", DimseArchive.time(since, until))
                    + key("ModalitiesInStudy", modality);
            cut |= search(
                    "/studies?includefield=00081030&includefield=00080061&includefield=00201208" + keys,
                    match -> studies.put(text(match, Tag.STUDY_INSTANCE_UID), study(match)));
        }
        studies.remove("");
        return new Answer(List.copyOf(studies.values()), cut);
    }

    private static ArchiveStudy study(JsonNode match) {
        List<String> modalities = new ArrayList<>();
        values(match, Tag.MODALITIES_IN_STUDY).forEach(value -> modalities.add(value.asText()));
        return new ArchiveStudy(
                text(match, Tag.STUDY_INSTANCE_UID),
                text(match, Tag.STUDY_DATE),
                modalities,
                text(match, Tag.STUDY_DESCRIPTION),
                count(match, Tag.NUMBER_OF_STUDY_RELATED_INSTANCES));
    }

    @Override
    public List<ArchiveSeries> series(ArchiveQuery query, ArchiveStudy study) throws IOException {
        List<ArchiveSeries> series = new ArrayList<>();
        pages(
                path(study.uid()) + "/series?includefield=00180015&includefield=00201209",
                Tag.SERIES_INSTANCE_UID,
                match -> {
                    ArchiveSeries found = new ArchiveSeries(
                            study.uid(),
                            text(match, Tag.SERIES_INSTANCE_UID),
                            text(match, Tag.MODALITY),
                            text(match, Tag.BODY_PART_EXAMINED),
                            count(match, Tag.NUMBER_OF_SERIES_RELATED_INSTANCES));
                    if (query.takes(found)) {
                        series.add(found);
                    }
                });
        return series;
    }

    @Override
    public List<ArchiveInstance> instances(ArchiveSeries series) throws IOException {
        List<ArchiveInstance> instances = new ArrayList<>();
        pages(
                path(series.study()) + "/series/" + encode(series.uid()) + "/instances?includefield=00080016",
                Tag.SOP_INSTANCE_UID,
                match -> instances.add(
                        new ArchiveInstance(text(match, Tag.SOP_CLASS_UID), text(match, Tag.SOP_INSTANCE_UID))));
        return instances;
    }

    @Override
    public void fetch(ArchiveSeries series, List<ArchiveInstance> wanted, boolean all, Arrivals arrivals)
            throws IOException {
        for (ArchiveInstance instance : wanted) {
            String path =
                    path(series.study()) + "/series/" + encode(series.uid()) + "/instances/" + encode(instance.uid());
            HttpResponse<InputStream> answer = send(path, DICOM);
            try (InputStream body = answer.body()) {
                if (answer.statusCode() == 404 || answer.statusCode() == 410) {
                    continue; // it has gone since it was listed, and is missed by the caller
                }
                require(answer);
                String type = answer.headers().firstValue("Content-Type").orElse("");
                String boundary = MediaRange.parse(type)
                        .flatMap(range -> range.parameter("boundary"))
                        .orElseThrow(() -> new IOException("the archive answered with no multipart body"));
                PartReader parts = new PartReader(body, boundary);
                for (Optional<Part> part = parts.next(); part.isPresent(); part = parts.next()) {
                    arrivals.take(object(part.get()));
                }
            }
        }
    }

    @Override
    public void store(List<DicomObject> objects, Consumer<DicomObject> taken) throws IOException {
        String boundary = UUID.randomUUID().toString();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (DicomObject object : objects) {
            body.writeBytes("--%s\r\nContent-Type: application/dicom\r\n\r\n"
                    .formatted(boundary)
                    .getBytes(StandardCharsets.US_ASCII));
            Part10Writer.write(object, body);
            body.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        body.writeBytes("--%s--\r\n".formatted(boundary).getBytes(StandardCharsets.US_ASCII));
        HttpResponse<InputStream> answer = send(request("/studies", "application/dicom+json")
                .header("Content-Type", "multipart/related; type=\"application/dicom\"; boundary=" + boundary)
                .POST(BodyPublishers.ofByteArray(body.toByteArray())));
        try (InputStream said = answer.body()) {
            require(answer);
            JsonNode failed = JSON.readTree(said)
                    .path(Tag.format(Tag.FAILED_SOP_SEQUENCE))
                    .path("Value");
            Set<String> refused = new TreeSet<>();
            failed.forEach(each -> refused.add(text(each, Tag.REFERENCED_SOP_INSTANCE_UID)));
            objects.stream()
                    .filter(object -> failed.isEmpty()
                            || object.dataset()
                                    .string(Tag.SOP_INSTANCE_UID)
                                    .filter(uid -> !refused.contains(uid))
                                    .isPresent())
                    .forEach(taken);
            if (!failed.isEmpty()) {
                throw new PlatformException(
                        ErrorCode.ARCHIVE_REFUSED,
                        "Expected the archive to take %d objects; it refuses %s, the first with reason %d."
                                .formatted(
                                        objects.size(),
                                        refused,
                                        values(failed.get(0), Tag.FAILURE_REASON)
                                                .path(0)
                                                .asInt()));
            }
        }
    }

    private byte[] object(Part part) throws IOException {
        int limit = Math.toIntExact(Math.min(settings.largestObject(), Integer.MAX_VALUE - 8L));
        byte[] object = part.body().readNBytes(limit);
        if (part.body().read() >= 0) {
            throw new PlatformException(
                    ErrorCode.ELEMENT_TOO_LARGE,
                    "Expected objects of at most %d bytes; the archive has a larger one.".formatted(limit));
        }
        return object;
    }

    /** Reads page after page until one brings nothing new, for archives have limits of their own and some know no offset. */
    private void pages(String pathAndQuery, int unique, Consumer<JsonNode> matches) throws IOException {
        Set<String> seen = new HashSet<>();
        int before = -1;
        int offset = 0;
        while (seen.size() > before) {
            before = seen.size();
            int[] page = {0};
            search(pathAndQuery + "&limit=" + PAGE + "&offset=" + offset, match -> {
                page[0]++;
                String uid = text(match, unique);
                if (!uid.isEmpty() && seen.add(uid)) {
                    matches.accept(match);
                }
            });
            offset += page[0];
        }
    }

    /** Reads every match of one answer; whether the archive says that there are more. */
    private boolean search(String pathAndQuery, Consumer<JsonNode> matches) throws IOException {
        HttpResponse<InputStream> answer = send(pathAndQuery, "application/dicom+json");
        try (InputStream body = answer.body()) {
            require(answer);
            if (answer.statusCode() != 204) {
                JSON.readTree(body).forEach(matches);
            }
        }
        boolean warned = answer.headers().allValues("Warning").stream().anyMatch(warning -> warning.startsWith("299"));
        return warned || answer.statusCode() == 206;
    }

    private HttpResponse<InputStream> send(String pathAndQuery, String accept) throws IOException {
        return send(request(pathAndQuery, accept));
    }

    private HttpRequest.Builder request(String pathAndQuery, String accept) {
        String base = settings.url().toString().replaceAll("/+$", "");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + pathAndQuery))
                .timeout(settings.timeout())
                .header("Accept", accept);
        settings.authorization().get().ifPresent(value -> request.header("Authorization", value));
        return request;
    }

    private HttpResponse<InputStream> send(HttpRequest.Builder request) throws IOException {
        try {
            return http.send(request.build(), BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while an archive was asked");
        } catch (IOException e) {
            if ("https".equalsIgnoreCase(settings.url().getScheme())) {
                trust().require(e);
            }
            throw e;
        }
    }

    private MutualTrust trust() {
        int port = settings.url().getPort();
        return new MutualTrust(http.sslContext(), settings.url().getHost(), port < 0 ? 443 : port);
    }

    /** What may go away by itself is a fault of the moment; the rest is a refusal. */
    private static void require(HttpResponse<InputStream> answer) throws IOException {
        int status = answer.statusCode();
        if (status >= 500 || status == 408 || status == 429) {
            throw new IOException("the archive answered with HTTP status " + status);
        }
        if (status >= 300) {
            String hint = status == 401 || status == 403 ? " Look at its credentials." : "";
            throw new PlatformException(
                    ErrorCode.ARCHIVE_REFUSED,
                    "Expected an answer; the archive's HTTP status is %d.%s".formatted(status, hint));
        }
    }

    private static String path(String study) {
        return "/studies/" + encode(study);
    }

    private static String key(String name, String value) {
        return value.isEmpty() ? "" : "&" + name + "=" + encode(value);
    }

    private static String encode(String word) {
        return URLEncoder.encode(word, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static JsonNode values(JsonNode match, int tag) {
        return match.path(Tag.format(tag)).path("Value");
    }

    private static String text(JsonNode match, int tag) {
        return values(match, tag).path(0).asText("");
    }

    private static Optional<Integer> count(JsonNode match, int tag) {
        JsonNode value = values(match, tag).path(0);
        return value.isMissingNode() ? Optional.empty() : Optional.of(value.asInt());
    }

    @Override
    public void close() {
        // connections are kept by the client and end with it
    }
}
