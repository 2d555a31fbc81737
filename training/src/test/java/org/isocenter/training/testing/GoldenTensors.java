package org.isocenter.training.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads golden arrays (safetensors, F32, F64 or I64) and the JSON beside them. */
public final class GoldenTensors {
    private final JsonNode header;
    private final ByteBuffer data;

    public GoldenTensors(Path file) {
        try {
            ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
            int length = (int) all.getLong();
            byte[] json = new byte[length];
            all.get(json);
            header = new ObjectMapper().readTree(new String(json, StandardCharsets.UTF_8));
            data = all.slice().order(ByteOrder.LITTLE_ENDIAN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A JSON document of golden scalars. */
    public static JsonNode json(Path file) {
        try {
            return new ObjectMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean has(String name) {
        return header.has(name);
    }

    /** Whether an array holds whole numbers (I64). */
    public boolean isWhole(String name) {
        return header.get(name).get("dtype").asText().equals("I64");
    }

    /** The array as doubles, row-major. */
    public double[] doubles(String name) {
        JsonNode entry = header.get(name);
        int start = entry.get("data_offsets").get(0).asInt();
        int end = entry.get("data_offsets").get(1).asInt();
        String type = entry.get("dtype").asText();
        int width = type.equals("F32") ? 4 : 8;
        double[] values = new double[(end - start) / width];
        for (int i = 0; i < values.length; i++) {
            int at = start + i * width;
            values[i] = type.equals("F32")
                    ? data.getFloat(at)
                    : type.equals("F64") ? data.getDouble(at) : (double) data.getLong(at);
        }
        return values;
    }

    /** An array of unsigned bytes. */
    public byte[] bytes(String name) {
        JsonNode offsets = header.get(name).get("data_offsets");
        byte[] bytes = new byte[offsets.get(1).asInt() - offsets.get(0).asInt()];
        data.get(offsets.get(0).asInt(), bytes);
        return bytes;
    }

    public float[] floats(String name) {
        double[] values = doubles(name);
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    public int[] ints(String name) {
        double[] values = doubles(name);
        int[] ints = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            ints[i] = (int) values[i];
        }
        return ints;
    }

    /** A matrix as rows. */
    public double[][] rows(String name) {
        double[] values = doubles(name);
        int columns = header.get(name).get("shape").get(1).asInt();
        double[][] rows = new double[values.length / columns][columns];
        for (int i = 0; i < values.length; i++) {
            rows[i / columns][i % columns] = values[i];
        }
        return rows;
    }
}
