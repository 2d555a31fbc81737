package org.isocenter.dicom.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.isocenter.dicom.multipart.PartReader;
import org.isocenter.platform.project.ProjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A request of 200 MB in one part, on its way into the spool of a process whose heap is a tenth of that. */
class LargeBodyTest {
    private static final long PART = 200_000_000;

    @TempDir
    Path folder;

    @Test
    void a_part_that_is_larger_than_the_heap_is_spooled_whole() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx20m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeBodyTest.class.getName(),
                        folder.toString())
                .inheritIO()
                .start();
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isZero();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.mapToLong(file -> file.toFile().length()).max().orElse(0))
                    .isGreaterThan(PART);
        }
    }

    /** Spools one part of a body that is made as it is read. */
    public static void main(String[] args) throws IOException {
        Spool spool = new Spool(Path.of(args[0]), SpoolingProcess.KEY, 1L << 30);
        InputStream body = new SequenceInputStream(
                new SequenceInputStream(text("--b\r\nContent-Type: application/dicom\r\n\r\n"), new Made(PART)),
                text("\r\n--b--\r\n"));
        PartReader reader = new PartReader(body, "b");
        InputStream part = reader.next().orElseThrow().body();
        spool.put(ProjectId.random(), Optional.empty(), part::transferTo);
        if (reader.next().isPresent()) {
            throw new IllegalStateException("there was only one part");
        }
    }

    private static InputStream text(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** So many bytes. */
    private static final class Made extends InputStream {
        private long left;

        Made(long count) {
            left = count;
        }

        @Override
        public int read() {
            return left-- > 0 ? (int) (left & 0xff) : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            int count = (int) Math.min(length, left);
            left -= count;
            Arrays.fill(bytes, offset, offset + count, (byte) '\r');
            return count > 0 ? count : -1;
        }
    }
}
