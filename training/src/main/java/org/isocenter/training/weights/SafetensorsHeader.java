package org.isocenter.training.weights;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/**
 * What a safetensors file says it holds: names, types and shapes, in the order of their bytes.
 *
 * @param entries ordered by offset; together they cover the data without a gap
 * @param facts its {@code __metadata__}, words by name
 */
public record SafetensorsHeader(List<Entry> entries, Map<String, String> facts) {
    private static final long MAX_HEADER = 100L << 20;

    /**
     * One array of a file.
     *
     * @param name as written
     * @param type such as F32
     * @param shape its sides
     * @param start first byte of the data
     * @param end byte after the last
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    public record Entry(String name, String type, long[] shape, long start, long end) {}

    public SafetensorsHeader {
        entries = List.copyOf(entries);
        facts = Map.copyOf(facts);
    }

    /** The shapes by name. */
    public Map<String, long[]> shapes() {
        return entries.stream().collect(Collectors.toMap(Entry::name, Entry::shape));
    }

    /**
     * Reads the header and leaves the stream at the first byte of data.
     *
     * @throws PlatformException {@code WEIGHTS_UNREADABLE}
     */
    public static SafetensorsHeader read(InputStream in) throws IOException {
        DataInputStream data = new DataInputStream(in);
        try {
            long length = Long.reverseBytes(data.readLong());
            if (length < 2 || length > MAX_HEADER) {
                throw unreadable("its header claims %d bytes".formatted(length));
            }
            byte[] json = new byte[(int) length];
            data.readFully(json);
            JsonNode tree = new ObjectMapper().readTree(json);
            return new SafetensorsHeader(entries(tree), facts(tree.path("__metadata__")));
        } catch (EOFException e) {
            throw new PlatformException(
                    ErrorCode.WEIGHTS_UNREADABLE, "the weights file ends within its header; copy it again", e);
        } catch (JsonProcessingException e) {
            throw new PlatformException(
                    ErrorCode.WEIGHTS_UNREADABLE, "the weights file does not begin with a safetensors header", e);
        }
    }

    /** Writes the header, with blanks at its end, so that the values behind it begin at a multiple of eight bytes. */
    void write(OutputStream out) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode header = mapper.createObjectNode();
        if (!facts.isEmpty()) {
            header.set("__metadata__", mapper.valueToTree(new TreeMap<>(facts)));
        }
        for (Entry entry : entries) {
            ObjectNode node = header.putObject(entry.name()).put("dtype", entry.type());
            ArrayNode shape = node.putArray("shape");
            LongStream.of(entry.shape()).forEach(shape::add);
            node.putArray("data_offsets").add(entry.start()).add(entry.end());
        }
        byte[] json = mapper.writeValueAsBytes(header);
        byte[] padded = Arrays.copyOf(json, (json.length + 7) / 8 * 8);
        Arrays.fill(padded, json.length, padded.length, (byte) ' ');
        out.write(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(padded.length)
                .array());
        out.write(padded);
    }

    private static Map<String, String> facts(JsonNode json) {
        Map<String, String> facts = new HashMap<>();
        json.properties()
                .forEach(field -> facts.put(field.getKey(), field.getValue().asText()));
        return facts;
    }

    private static List<Entry> entries(JsonNode json) {
        List<Entry> entries = new ArrayList<>();
        json.properties().forEach(field -> {
            if (!field.getKey().equals("__metadata__")) {
                entries.add(entry(field.getKey(), field.getValue()));
            }
        });
        entries.sort(Comparator.comparingLong(Entry::start).thenComparingLong(Entry::end));
        long expected = 0;
        for (Entry entry : entries) {
            if (entry.start() != expected || entry.end() < entry.start()) {
                throw unreadable("the bytes of %s do not follow those before".formatted(entry.name()));
            }
            expected = entry.end();
        }
        return entries;
    }

    private static Entry entry(String name, JsonNode json) {
        if (!json.path("shape").isArray() || json.path("data_offsets").size() != 2) {
            throw unreadable("%s has no shape or no offsets".formatted(name));
        }
        List<Long> shape = new ArrayList<>();
        json.get("shape").forEach(side -> shape.add(side.asLong(-1)));
        if (shape.stream().anyMatch(side -> side < 0)) {
            throw unreadable("a side of %s is negative".formatted(name));
        }
        return new Entry(
                name,
                json.path("dtype").asText(),
                shape.stream().mapToLong(Long::longValue).toArray(),
                json.get("data_offsets").get(0).asLong(-1),
                json.get("data_offsets").get(1).asLong(-1));
    }

    private static PlatformException unreadable(String why) {
        return new PlatformException(
                ErrorCode.WEIGHTS_UNREADABLE,
                "the weights file is not safetensors: %s; export it again".formatted(why));
    }
}
