package org.isocenter.training.weights;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/**
 * Weights as a safetensors file: eight bytes of header length, a JSON header, then the values, little-endian. F32, F16, BF16 and F64 become float32;
 * arrays of other types, such as counters, are left out. Written files hold F32.
 */
public final class Safetensors {
    /**
     * What a file holds.
     *
     * @param weights its arrays
     * @param facts its {@code __metadata__}, words by name
     */
    public record Content(Weights weights, Map<String, String> facts) {
        public Content {
            facts = Map.copyOf(facts);
        }
    }

    /**
     * Reads a whole file.
     *
     * @throws PlatformException {@code WEIGHTS_UNREADABLE} where it is cut off, malformed or holds values that are not finite
     */
    public static Weights read(InputStream in) throws IOException {
        return readAll(in).weights();
    }

    /**
     * Reads a whole file with its facts.
     *
     * @throws PlatformException {@code WEIGHTS_UNREADABLE} as in {@link #read}
     */
    public static Content readAll(InputStream in) throws IOException {
        BufferedInputStream data = new BufferedInputStream(in, 1 << 16);
        SafetensorsHeader header = SafetensorsHeader.read(data);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (SafetensorsHeader.Entry entry : header.entries()) {
            byte[] bytes = bytes(data, entry);
            if (width(entry.type()) > 0) {
                tensors.put(entry.name(), tensor(entry, bytes));
            }
        }
        return new Content(new Weights(tensors), header.facts());
    }

    private static byte[] bytes(InputStream data, SafetensorsHeader.Entry entry) throws IOException {
        long length = entry.end() - entry.start();
        int width = width(entry.type());
        if (length > Integer.MAX_VALUE || (width > 0 && length != Tensor.count(entry.shape()) * width)) {
            throw unreadable("%s has %d bytes, its shape asks for another number".formatted(entry.name(), length));
        }
        byte[] bytes = data.readNBytes((int) length);
        if (bytes.length < length) {
            throw unreadable("it ends within " + entry.name());
        }
        return bytes;
    }

    private static Tensor tensor(SafetensorsHeader.Entry entry, byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        float[] values = new float[bytes.length / width(entry.type())];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (entry.type()) {
                case "F64" -> (float) in.getDouble();
                case "F32" -> in.getFloat();
                case "BF16" -> Float.intBitsToFloat(in.getShort() << 16);
                default -> half(in.getShort());
            };
            if (!Float.isFinite(values[i])) {
                throw unreadable("%s holds a value that is not finite".formatted(entry.name()));
            }
        }
        return new Tensor(entry.shape(), values);
    }

    private static int width(String type) {
        return switch (type) {
            case "F64" -> 8;
            case "F32" -> 4;
            case "F16", "BF16" -> 2;
            default -> 0;
        };
    }

    /** A half-precision number (IEEE 754 binary16). */
    private static float half(short bits) {
        int exponent = bits >> 10 & 0x1f;
        int fraction = bits & 0x3ff;
        float size;
        if (exponent == 0) {
            size = fraction * 0x1p-24f;
        } else if (exponent == 31) {
            size = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
        } else {
            size = Math.scalb(1 + fraction * 0x1p-10f, exponent - 15);
        }
        return bits < 0 ? -size : size;
    }

    /** Writes a file; the bytes depend on the weights alone. */
    public static void write(Weights weights, OutputStream out) throws IOException {
        write(new Content(weights, Map.of()), out);
    }

    /** Writes a file with its facts; the bytes depend on the content alone. */
    public static void write(Content content, OutputStream out) throws IOException {
        Weights weights = content.weights();
        List<SafetensorsHeader.Entry> entries = new ArrayList<>();
        long offset = 0;
        for (Map.Entry<String, Tensor> entry : weights.tensors().entrySet()) {
            long end = offset + 4L * entry.getValue().values().length;
            entries.add(new SafetensorsHeader.Entry(
                    entry.getKey(), "F32", entry.getValue().shape(), offset, end));
            offset = end;
        }
        BufferedOutputStream data = new BufferedOutputStream(out, 1 << 16);
        new SafetensorsHeader(entries, content.facts()).write(data);
        for (Tensor tensor : weights.tensors().values()) {
            ByteBuffer bytes = ByteBuffer.allocate(4 * tensor.values().length).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(tensor.values());
            data.write(bytes.array());
        }
        data.flush();
    }

    private static PlatformException unreadable(String why) {
        return new PlatformException(
                ErrorCode.WEIGHTS_UNREADABLE, "the weights file is not valid: %s; export it again".formatted(why));
    }

    private Safetensors() {}
}
