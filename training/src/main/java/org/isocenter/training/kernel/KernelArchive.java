package org.isocenter.training.kernel;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A TorchScript archive around one class named {@code Kernel} that has methods and no state: the four entries that libtorch asks for. */
final class KernelArchive {
    private static final byte[] NO_CONSTANTS = {(byte) 0x80, 2, ')', '.'};
    private static final String EMPTY_STATE = "\u0080\u0002c__torch__\nKernel\nq\u0000)\u0081}b.";

    static byte[] of(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            put(zip, "k/version", "3\n".getBytes(StandardCharsets.US_ASCII));
            put(zip, "k/constants.pkl", NO_CONSTANTS);
            put(zip, "k/data.pkl", EMPTY_STATE.getBytes(StandardCharsets.ISO_8859_1));
            put(zip, "k/code/__torch__.py", text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    private KernelArchive() {}
}
