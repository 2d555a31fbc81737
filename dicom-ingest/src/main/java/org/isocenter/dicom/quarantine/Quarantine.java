package org.isocenter.dicom.quarantine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.isocenter.dicom.dataset.Octets;
import org.isocenter.dicom.spool.SealedOctets;
import org.isocenter.dicom.spool.Spooled;
import org.isocenter.platform.blob.DurableFiles;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.security.SealedStream;

/** A folder of sealed objects beside their reasons ({@code ID.sealed}, {@code ID.json}), mode 700. */
public final class Quarantine {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final byte[] key;
    private final Clock clock;

    /**
     * Uses a folder, making it where needed.
     *
     * @param folder the folder
     * @param key 32 bytes that seal what lies there
     * @param clock gives the time of arrival
     */
    public Quarantine(Path folder, byte[] key, Clock clock) {
        this.folder = folder;
        this.key = key.clone();
        this.clock = clock;
        try {
            DurableFiles.privateFolder(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Puts an object of the spool aside under its name there; object first, then its reason, so that a crash leaves no
     * reason without object. Put aside again, it replaces itself.
     */
    public Held hold(Spooled spooled, Octets bytes, PlatformException why) {
        Held held = new Held(
                spooled.id(),
                spooled.project(),
                spooled.sourceKey(),
                why.code(),
                String.valueOf(why.getMessage()),
                clock.instant(),
                HeaderPreview.of(bytes));
        try {
            DurableFiles.write(object(held.id()), out -> seal(bytes, held.id(), out));
            DurableFiles.write(reason(held.id()), JSON.writeValueAsBytes(node(held)));
        } catch (IOException e) {
            throw new PlatformException(
                    ErrorCode.STORAGE_FULL, "Expected room in quarantine; the object stays in the spool.", e);
        }
        return held;
    }

    private void seal(Octets bytes, UUID id, OutputStream out) throws IOException {
        try (OutputStream sealed = SealedStream.sealing(out, key, context(id))) {
            bytes.copyTo(sealed);
        }
    }

    /** What a project has here, oldest first. */
    public List<Held> of(ProjectId project) {
        return all(held -> held.project().equals(project));
    }

    /** What came here before a moment, of every project, oldest first. */
    public List<Held> before(Instant moment) {
        return all(held -> held.since().isBefore(moment));
    }

    private List<Held> all(Predicate<Held> wanted) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .map(Quarantine::read)
                    .filter(wanted)
                    .sorted(Comparator.comparing(Held::since))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One entry of a project; empty where the project has none of this name. */
    public Optional<Held> find(ProjectId project, UUID id) {
        return Files.exists(reason(id))
                ? Optional.of(read(reason(id))).filter(held -> held.project().equals(project))
                : Optional.empty();
    }

    /** The object's bytes where they lie, to be looked at or put into the spool again. */
    public Octets open(Held held) {
        try {
            return new SealedOctets(object(held.id()), key, context(held.id()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes what killed processes left half written before a moment, and names it. */
    public List<String> sweep(Instant before) {
        return files(before)
                .filter(file -> !isOf(file, ".json") && !isOf(file, ".sealed"))
                .filter(file -> file.toFile().delete())
                .map(file -> "quarantine/" + file.getFileName())
                .toList();
    }

    /** Objects without their reasons and reasons without their objects, from before a moment. */
    public List<UUID> halves(Instant before) {
        return files(before)
                .filter(file -> isOf(file, ".json") || isOf(file, ".sealed"))
                .map(file -> UUID.fromString(file.getFileName().toString().split("\\.", -1)[0]))
                .filter(id -> Files.exists(object(id)) != Files.exists(reason(id)))
                .distinct()
                .toList();
    }

    private Stream<Path> files(Instant before) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toFile().lastModified() < before.toEpochMilli()).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOf(Path file, String ending) {
        return file.toString().endsWith(ending);
    }

    /** Removes an object and its reason for good. */
    public void discard(Held held) {
        discard(held.id());
    }

    /** The same where one of the two is missing. */
    public void discard(UUID id) {
        try {
            Files.deleteIfExists(reason(id));
            Files.deleteIfExists(object(id));
            DurableFiles.force(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode node(Held held) {
        ObjectNode node = JSON.createObjectNode();
        node.put("id", held.id().toString());
        node.put("project", held.project().toString());
        held.sourceKey().ifPresent(source -> node.put("sourceKey", source));
        node.put("code", held.code().name());
        node.put("reason", held.reason());
        node.put("since", held.since().toString());
        ObjectNode headers = node.putObject("headers");
        held.headers().forEach(headers::put);
        return node;
    }

    private static Held read(Path file) {
        try {
            var node = JSON.readTree(file.toFile());
            return new Held(
                    UUID.fromString(node.get("id").asText()),
                    ProjectId.of(node.get("project").asText()),
                    Optional.ofNullable(node.get("sourceKey")).map(source -> source.asText()),
                    ErrorCode.valueOf(node.get("code").asText()),
                    node.get("reason").asText(),
                    Instant.parse(node.get("since").asText()),
                    headers(node.path("headers")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> headers(JsonNode node) {
        Map<String, String> headers = new TreeMap<>();
        node.properties()
                .forEach(each -> headers.put(each.getKey(), each.getValue().asText()));
        return headers;
    }

    private Path object(UUID id) {
        return folder.resolve(id + ".sealed");
    }

    private Path reason(UUID id) {
        return folder.resolve(id + ".json");
    }

    private static byte[] context(UUID id) {
        return id.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
