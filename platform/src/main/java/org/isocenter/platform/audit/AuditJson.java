package org.isocenter.platform.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Events and roots as JSON lines; an event's canonical form is its JSON with sorted keys and no spaces. */
public final class AuditJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private AuditJson() {}

    /** The bytes that are hashed. */
    public static byte[] canonical(AuditEvent event) {
        return write(tree(event)).getBytes(UTF_8);
    }

    /** One line of an export, without its line end. */
    public static String line(SealedEvent sealed) {
        return write(new TreeMap<>(Map.of(
                "event", tree(sealed.event()),
                "hash", sealed.hash(),
                "previous", sealed.previous(),
                "sequence", sealed.sequence())));
    }

    /** One line of a root file, without its line end. */
    public static String line(SignedRoot root) {
        return write(new TreeMap<>(Map.of(
                "size", root.size(),
                "root", root.root(),
                "at", root.at().toString(),
                "hashes", root.hashes(),
                "signature", root.signature())));
    }

    /** Whether a line holds a root rather than an event. */
    static boolean isRoot(JsonNode line) {
        return line.has("root");
    }

    static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the line is no JSON", e);
        }
    }

    /** Reads an event back from its canonical form. */
    public static AuditEvent event(String json) {
        return event(parse(json));
    }

    static SealedEvent sealed(JsonNode line) {
        return new SealedEvent(
                field(line, "sequence").asLong(),
                field(line, "previous").asText(),
                event(field(line, "event")),
                field(line, "hash").asText());
    }

    static SignedRoot root(JsonNode line) {
        List<String> hashes = StreamSupport.stream(field(line, "hashes").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        return new SignedRoot(
                field(line, "size").asLong(),
                field(line, "root").asText(),
                Instant.parse(field(line, "at").asText()),
                hashes,
                field(line, "signature").asText());
    }

    private static Map<String, Object> tree(AuditEvent event) {
        AuditEntry entry = event.entry();
        Map<String, Object> tree = new TreeMap<>();
        tree.put("id", event.id().toString());
        tree.put("at", event.at().toString());
        tree.put("actor", event.actor());
        tree.put("roles", event.actorRoles());
        tree.put("source", event.source());
        tree.put("type", entry.type().code());
        tree.put("meaning", entry.type().meaning());
        tree.put("action", entry.action().code());
        tree.put("outcome", entry.outcome().code());
        entry.project().ifPresent(project -> tree.put("project", project.toString()));
        tree.put("objectType", entry.objectType());
        tree.put("objectId", entry.objectId());
        tree.put("count", entry.count());
        tree.put("detail", new TreeMap<>(entry.detail()));
        return tree;
    }

    private static AuditEvent event(JsonNode json) {
        return new AuditEvent(
                UUID.fromString(field(json, "id").asText()),
                Instant.parse(field(json, "at").asText()),
                field(json, "actor").asText(),
                field(json, "roles").asText(),
                field(json, "source").asText(),
                entry(json));
    }

    private static AuditEntry entry(JsonNode json) {
        Map<String, String> detail = new TreeMap<>();
        field(json, "detail")
                .properties()
                .forEach(each -> detail.put(each.getKey(), each.getValue().asText()));
        return new AuditEntry(
                only(AuditType.values(), type -> type.code()
                        .equals(field(json, "type").asText())),
                only(AuditAction.values(), action -> action.code()
                        .equals(field(json, "action").asText())),
                only(
                        AuditOutcome.values(),
                        outcome -> outcome.code() == field(json, "outcome").asInt()),
                Optional.ofNullable(json.get("project")).map(JsonNode::asText).map(UUID::fromString),
                field(json, "objectType").asText(),
                field(json, "objectId").asText(),
                field(json, "count").asLong(),
                detail);
    }

    private static <T> T only(T[] values, java.util.function.Predicate<T> wanted) {
        return Arrays.stream(values)
                .filter(wanted)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("an event uses a code that this version does not know"));
    }

    private static JsonNode field(JsonNode json, String name) {
        JsonNode value = json.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the line has no field " + name);
        }
        return value;
    }

    private static String write(Map<String, Object> tree) {
        try {
            return JSON.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event of plain values can always be written", e);
        }
    }
}
