package org.isocenter.training.weights;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Builds files as {@code torch.save} writes them, sound and unsound, byte for byte of our own choosing. */
public final class TorchArchive {
    private final ByteArrayOutputStream pickle = new ByteArrayOutputStream();
    private final List<byte[]> storages = new ArrayList<>();

    public TorchArchive() {
        bytes(0x80, 2);
    }

    public TorchArchive bytes(int... values) {
        for (int value : values) {
            pickle.write(value);
        }
        return this;
    }

    public TorchArchive text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        bytes('X');
        pickle.writeBytes(little(4).putInt(utf8.length).array());
        pickle.writeBytes(utf8);
        return this;
    }

    TorchArchive name(String module, String name) {
        bytes('c');
        pickle.writeBytes((module + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** A tensor over a storage of its own, its values as bytes. */
    TorchArchive tensor(String type, byte[] values, int count, int offset, int[] shape, int[] stride, boolean older) {
        name("torch._utils", "_rebuild_tensor_v2")
                .bytes('(', '(')
                .text("storage")
                .name("torch", type);
        text(Integer.toString(storages.size())).text("cpu").number(count);
        if (older) {
            bytes('N');
        }
        bytes('t', 'Q').number(offset).tuple(shape).tuple(stride);
        storages.add(values);
        return bytes(0x89).name("collections", "OrderedDict").bytes(')', 'R', 't', 'R');
    }

    public TorchArchive floats(int[] shape, int[] stride, boolean older, float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return tensor("FloatStorage", bytes.array(), values.length, 0, shape, stride, older);
    }

    private TorchArchive tuple(int... numbers) {
        bytes('(');
        for (int number : numbers) {
            number(number);
        }
        return bytes('t');
    }

    TorchArchive number(int number) {
        bytes('J');
        pickle.writeBytes(little(4).putInt(number).array());
        return this;
    }

    /** The form since PyTorch 1.6. */
    public Path zip(Path file, int method) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            put(zip, "archive/data.pkl", pickle.toByteArray(), ZipEntry.STORED);
            put(zip, "archive/byteorder", "little".getBytes(StandardCharsets.UTF_8), ZipEntry.STORED);
            for (int i = 0; i < storages.size(); i++) {
                put(zip, "archive/data/" + i, storages.get(i), method);
            }
        }
        return file;
    }

    private static void put(ZipOutputStream zip, String name, byte[] content, int method) throws IOException {
        CRC32 sum = new CRC32();
        sum.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(method);
        entry.setSize(content.length);
        entry.setCrc(sum.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    /** The form before; each storage's number of values is given. */
    Path legacy(Path file, int... counts) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int[] magic = {0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, '.'};
        for (int value : magic) {
            out.write(value);
        }
        out.writeBytes(new TorchArchive().number(1001).bytes('.').pickle.toByteArray());
        out.writeBytes(new TorchArchive()
                .bytes('}')
                .text("little_endian")
                .bytes(0x88, 's', '.')
                .pickle
                .toByteArray());
        out.writeBytes(pickle.toByteArray());
        TorchArchive keys = new TorchArchive().bytes(']', '(');
        for (int i = 0; i < storages.size(); i++) {
            keys.text(Integer.toString(i));
        }
        out.writeBytes(keys.bytes('e', '.').pickle.toByteArray());
        for (int i = 0; i < storages.size(); i++) {
            out.writeBytes(little(8).putLong(counts[i]).array());
            out.writeBytes(storages.get(i));
        }
        return Files.write(file, out.toByteArray());
    }

    static ByteBuffer little(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }
}
