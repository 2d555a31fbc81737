package org.isocenter.training.kernel;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A TorchScript archive: a text whose first class is named {@code Kernel}, and the state of an object of that class. */
public final class KernelArchive {
    private static final byte[] NO_CONSTANTS = {(byte) 0x80, 2, ')', '.'};
    private static final String EMPTY_STATE = "\u0080\u0002c__torch__\nKernel\nq\u0000)\u0081}b.";

    /** The archive of a class that has methods and no state: the four entries that libtorch asks for. */
    static byte[] of(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            write(text, EMPTY_STATE.getBytes(StandardCharsets.ISO_8859_1), List.of(), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * Writes an archive; the bytes depend on what is given alone.
     *
     * @param state the object, pickled; it calls the storages 0, 1, …
     * @param storages float32, in that order
     */
    public static void write(String text, byte[] state, Collection<float[]> storages, OutputStream out)
            throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        put(zip, "k/version", "3\n".getBytes(StandardCharsets.US_ASCII));
        put(zip, "k/constants.pkl", NO_CONSTANTS);
        put(zip, "k/data.pkl", state);
        put(zip, "k/code/__torch__.py", text.getBytes(StandardCharsets.UTF_8));
        int key = 0;
        for (float[] values : storages) {
            ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(values);
            put(zip, "k/data/" + key++, bytes.array());
        }
        zip.finish();
    }

    /** Uncompressed, as PyTorch writes and for values wants it; at a fixed time. */
    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        CRC32 sum = new CRC32();
        sum.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(sum.getValue());
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    private KernelArchive() {}
}
