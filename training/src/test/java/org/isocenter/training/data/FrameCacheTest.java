package org.isocenter.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.imaging.Frame;
import org.isocenter.platform.imaging.Laterality;
import org.isocenter.platform.imaging.Modality;
import org.isocenter.platform.imaging.PixelSpacing;
import org.isocenter.platform.imaging.Pixels;
import org.isocenter.platform.imaging.ValueUnit;
import org.isocenter.platform.imaging.Window;
import org.isocenter.platform.study.FrameReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameCacheTest {
    private static final long LARGE = 1L << 30;

    @TempDir
    Path folder;

    private final CountingReader reader = new CountingReader();

    @Test
    void a_frame_is_decoded_once_and_comes_back_whole() {
        try (FrameCache cache = open("1")) {
            for (int form = 0; form < 3; form++) {
                Frame first = cache.get(key(form, 512));
                Frame again = cache.get(key(form, 512));
                assertThat(again).usingRecursiveComparison().isEqualTo(first);
            }
        }
        assertThat(reader.decoded).hasValue(3);
    }

    @Test
    void entries_outlive_the_process_but_not_the_decoder_version() {
        try (FrameCache cache = open("1")) {
            cache.fill(List.of(key(0, 512), key(1, 512), key(2, 512)), 2);
        }
        try (FrameCache cache = open("1")) {
            cache.get(key(1, 512));
            assertThat(reader.decoded).hasValue(3);
        }
        try (FrameCache cache = open("2")) {
            cache.get(key(1, 512));
            assertThat(reader.decoded).hasValue(4);
        }
    }

    @Test
    void a_damaged_entry_is_decoded_again() throws IOException {
        try (FrameCache cache = open("1")) {
            cache.get(key(1, 512));
        }
        try (RandomAccessFile pack =
                new RandomAccessFile(folder.resolve("pack-000001").toFile(), "rw")) {
            pack.seek(120);
            pack.write(99);
        }
        try (FrameCache cache = open("1")) {
            assertThat(cache.get(key(1, 512)).value(0, 12, 0)).isEqualTo(-1024 + 2 * 12.0);
        }
        assertThat(reader.decoded).hasValue(2);
    }

    @Test
    void a_journal_cut_off_by_a_crash_loses_its_last_entry_alone() throws IOException {
        try (FrameCache cache = open("1")) {
            cache.fill(List.of(key(0, 512), key(1, 512)), 1);
        }
        Files.writeString(folder.resolve("journal"), "0123 4 5", StandardOpenOption.APPEND);
        try (FrameCache cache = open("1")) {
            assertThat(cache.size()).isEqualTo(2);
            cache.get(key(2, 512));
        }
        try (FrameCache cache = open("1")) {
            assertThat(cache.size()).isEqualTo(3);
        }
    }

    @Test
    void entries_of_a_deleted_blob_are_wiped_from_the_disk() throws IOException {
        try (FrameCache cache = open("1")) {
            cache.get(key(0, 512));
            cache.get(key(0, 8));
            cache.remove(Set.of(blob(0)));
            assertThat(cache.size()).isZero();
        }
        byte[] written = java.util.Arrays.copyOf(Files.readAllBytes(folder.resolve("pack-000001")), 4000);
        assertThat(written).containsOnly(0);
        try (FrameCache cache = open("1")) {
            assertThat(cache.size()).isZero();
        }
    }

    @Test
    void a_large_frame_is_shrunk_to_the_cap_with_its_spacing() {
        try (FrameCache cache = open("1")) {
            Frame small = cache.get(key(1, 10));
            assertThat(small.rows()).isEqualTo(10);
            assertThat(small.columns()).isEqualTo(15);
            assertThat(small.spacing()).contains(new PixelSpacing(1.0, 2.0));
            assertThat(small.value(5, 7, 0)).isBetween(-1024.0, 200.0);
        }
    }

    @Test
    void the_oldest_pack_goes_when_the_cache_is_full() {
        FrameReader large = new FrameReader() {
            @Override
            public Frame read(BlobKey blob, int frame) {
                return frame(1, 2000, 3000);
            }

            @Override
            public int frames(BlobKey blob) {
                return 1;
            }
        };
        try (FrameCache cache = FrameCache.open(folder, large, "1", 70L << 20)) {
            IntStream.range(0, 13).forEach(i -> cache.get(key(i, 4000)));
            assertThat(cache.usedBytes()).isLessThan(130L << 20);
            assertThat(cache.size()).isBetween(1, 12);
        }
    }

    @Test
    void a_second_worker_is_refused() {
        try (FrameCache cache = open("1")) {
            assertThat(cache.size()).isZero();
            assertThatThrownBy(() -> open("1"))
                    .isInstanceOf(PlatformException.class)
                    .hasMessageContaining("another worker");
        }
    }

    private FrameCache open(String version) {
        return FrameCache.open(folder, reader, version, LARGE);
    }

    private static FrameKey key(int number, int cap) {
        return new FrameKey(blob(number), 0, cap);
    }

    private static BlobKey blob(int number) {
        return new BlobKey("%064x".formatted(number));
    }

    private static Frame frame(int form, int rows, int columns) {
        int size = rows * columns;
        Pixels pixels;
        if (form == 0) {
            byte[] triples = new byte[3 * size];
            java.util.Arrays.fill(triples, (byte) 200);
            pixels = new Pixels.Rgb8(triples);
        } else if (form == 1) {
            short[] values = new short[size];
            for (int i = 0; i < size; i++) {
                values[i] = (short) i;
            }
            pixels = new Pixels.Grey16(values);
        } else {
            pixels = new Pixels.Grey32(new float[size]);
        }
        return new Frame(
                rows,
                columns,
                pixels,
                ValueUnit.HOUNSFIELD,
                2,
                -1024,
                Optional.of(new PixelSpacing(0.5, 1)),
                Optional.of(new Window(40, 400)),
                Modality.CT,
                Laterality.BOTH);
    }

    /** Blob n holds a frame of form n modulo 3, 20 x 30. */
    private static final class CountingReader implements FrameReader {
        private final AtomicInteger decoded = new AtomicInteger();

        @Override
        public Frame read(BlobKey blob, int frame) {
            decoded.incrementAndGet();
            return frame(Integer.parseInt(blob.sha256().substring(60), 16) % 3, 20, 30);
        }

        @Override
        public int frames(BlobKey blob) {
            return 1;
        }
    }
}
