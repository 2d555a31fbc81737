package org.isocenter.training.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.imaging.Frame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureCacheTest {
    private static final int WIDTH = 5;
    private static final long LARGE = 1 << 20;

    @TempDir
    Path folder;

    private final AtomicInteger asked = new AtomicInteger();

    /** Frames of these keys; none can be read. */
    private record Keys(List<FrameKey> keys) implements FrameSource {
        static Keys of(int... blobs) {
            return new Keys(IntStream.of(blobs)
                    .mapToObj(i -> new FrameKey(blob(i), 0, 256))
                    .toList());
        }

        @Override
        public int size() {
            return keys.size();
        }

        @Override
        public String id(int place) {
            return keys.get(place).toString();
        }

        @Override
        public Frame frame(int place) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<FrameKey> key(int place) {
            return Optional.of(keys.get(place));
        }
    }

    private static BlobKey blob(int number) {
        return new BlobKey("%064x".formatted(number));
    }

    /** Rows that no decimal writes short. */
    private static double[] row(FrameKey key) {
        return IntStream.range(0, WIDTH)
                .mapToDouble(d -> (float) Math.sin(key.hashCode() + d))
                .toArray();
    }

    private double[][] rows(FrameSource frames) {
        asked.incrementAndGet();
        return rowsOf(frames);
    }

    private static double[][] rowsOf(FrameSource frames) {
        return IntStream.range(0, frames.size())
                .mapToObj(i -> row(frames.key(i).orElseThrow()))
                .toArray(double[][]::new);
    }

    private FeatureCache cache(long limit) {
        return new FeatureCache(folder, "1", limit);
    }

    private double[][] ask(FeatureCache cache, FrameSource frames) {
        return cache.over(this::rows, "encoder").embed(frames);
    }

    @Test
    void rows_are_asked_for_once_and_come_back_bit_by_bit_also_to_another_worker() {
        Keys frames = Keys.of(1, 2, 3);
        ask(cache(LARGE), frames);
        assertThat(ask(cache(LARGE), frames)).isDeepEqualTo(rowsOf(frames));
        assertThat(asked).hasValue(1);
    }

    @Test
    void all_that_decides_about_a_row_tells_entries_apart() {
        FrameKey key = new FrameKey(blob(1), 0, 256);
        Keys frames = new Keys(List.of(key, new FrameKey(blob(2), 0, 256)));
        ask(cache(LARGE), frames);
        cache(LARGE).over(this::rows, "another encoder").embed(frames);
        new FeatureCache(folder, "2", LARGE).over(this::rows, "encoder").embed(frames);
        ask(cache(LARGE), new Keys(List.of(key, new FrameKey(blob(3), 0, 256))));
        ask(cache(LARGE), new Keys(List.of(key, new FrameKey(blob(2), 1, 256))));
        ask(cache(LARGE), new Keys(List.of(key, new FrameKey(blob(2), 0, 448))));
        ask(cache(LARGE), Keys.of(2, 1));
        ask(cache(LARGE), Keys.of(1));
        assertThat(asked).hasValue(8);
        ask(cache(LARGE), new SomeFrames(Keys.of(7, 2, 1), List.of(2, 1)));
        assertThat(asked).hasValue(8);
    }

    @Test
    void an_entry_with_a_wrong_byte_anywhere_or_cut_off_is_asked_for_again() throws IOException {
        Keys frames = Keys.of(1, 2, 3);
        ask(cache(LARGE), frames);
        byte[] sound = Files.readAllBytes(files().get(0));
        for (int at = 0; at < sound.length; at++) {
            byte[] broken = sound.clone();
            broken[at] ^= 0x10;
            Files.write(files().get(0), broken);
            assertThat(ask(cache(LARGE), frames)).isDeepEqualTo(rowsOf(frames));
            assertThat(asked).hasValue(2 + at);
        }
        Files.write(files().get(0), new byte[0]);
        ask(cache(LARGE), frames);
        assertThat(asked).hasValue(2 + sound.length);
        assertThat(Files.readAllBytes(files().get(0))).isEqualTo(sound);
    }

    @Test
    void an_entry_that_another_worker_is_overwriting_is_asked_for_again() throws IOException {
        Keys frames = Keys.of(1, 2, 3);
        ask(cache(LARGE), frames);
        Files.write(files().get(0), new byte[(int) Files.size(files().get(0))]);
        assertThat(ask(cache(LARGE), frames)).isDeepEqualTo(rowsOf(frames));
        assertThat(asked).hasValue(2);
    }

    @Test
    void entries_stay_within_their_limit_and_the_one_not_read_for_longest_goes() throws IOException {
        ask(cache(LARGE), Keys.of(1));
        long one = cache(LARGE).usedBytes();
        age(files().get(0), 3);
        Path second = after(() -> ask(cache(3 * one), Keys.of(2)));
        age(second, 2);
        age(after(() -> ask(cache(3 * one), Keys.of(3))), 1);
        ask(cache(3 * one), Keys.of(1));
        ask(cache(3 * one), Keys.of(4));
        assertThat(cache(LARGE).usedBytes()).isEqualTo(3 * one);
        assertThat(files()).doesNotContain(second);
        assertThat(asked).hasValue(4);
        ask(cache(one - 1), Keys.of(2));
        assertThat(cache(LARGE).usedBytes()).isEqualTo(3 * one);
    }

    @Test
    void no_row_of_a_deleted_image_is_left_on_the_disk() throws IOException {
        ask(cache(LARGE), Keys.of(1, 2));
        ask(cache(LARGE), Keys.of(2, 3));
        Path other = after(() -> ask(cache(LARGE), Keys.of(3, 4)));
        Path broken = after(() -> ask(cache(LARGE), Keys.of(5)));
        byte[] bytes = Files.readAllBytes(broken);
        bytes[30] ^= 1;
        Files.write(broken, bytes);
        cache(LARGE).remove(Set.of(blob(2)));
        assertThat(files()).containsExactly(other);
    }

    @Test
    void frames_that_are_kept_nowhere_leave_nothing_and_neither_does_a_limit_of_zero() throws IOException {
        FrameSource given = new FramesInMemory(List.of(), List.of());
        assertThat(cache(LARGE)
                        .over(frames -> new double[][] {{asked.incrementAndGet()}}, "encoder")
                        .embed(given))
                .hasDimensions(1, 1);
        ask(cache(0), Keys.of(1));
        ask(cache(0), Keys.of(1));
        assertThat(asked).hasValue(3);
        assertThat(files()).isEmpty();
    }

    @Test
    void workers_that_write_read_drop_and_delete_in_one_folder_never_see_a_wrong_row() throws Exception {
        ExecutorService workers = Executors.newFixedThreadPool(4);
        List<Future<Void>> ends = new ArrayList<>();
        for (int worker = 0; worker < 4; worker++) {
            int first = worker;
            ends.add(workers.submit((Callable<Void>) () -> {
                for (int turn = 0; turn < 100; turn++) {
                    Keys frames = Keys.of((first + turn) % 7, (first + turn) % 5);
                    assertThat(ask(cache(1000), frames)).isDeepEqualTo(rowsOf(frames));
                    if (turn % 10 == first) {
                        cache(1000).remove(Set.of(blob(turn % 7)));
                    }
                }
                return null;
            }));
        }
        for (Future<Void> end : ends) {
            end.get();
        }
        workers.shutdown();
    }

    private static void age(Path file, int hours) throws IOException {
        Files.setLastModifiedTime(
                file, FileTime.fromMillis(Files.getLastModifiedTime(file).toMillis() - hours * 3_600_000L));
    }

    /** The one file that comes of a step. */
    private Path after(Runnable step) {
        List<Path> before = files();
        step.run();
        return files().stream()
                .filter(file -> !before.contains(file))
                .findFirst()
                .orElseThrow();
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
