package org.isocenter.cli.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.imaging.Frame;
import org.isocenter.platform.imaging.Laterality;
import org.isocenter.platform.imaging.Modality;
import org.isocenter.platform.imaging.Pixels;
import org.isocenter.platform.imaging.ValueUnit;
import org.isocenter.platform.study.FrameReader;
import org.isocenter.training.data.FrameCache;
import org.isocenter.training.data.FrameKey;
import org.isocenter.training.data.FrameSource;

/** Generated colour pictures in a frame cache of their own, which ends with them: what a run reads after its first epoch. */
final class CachedNoise implements FrameSource, AutoCloseable {
    private static final int SIDE = 256;

    private final Path folder;
    private final FrameCache cache;
    private final List<FrameKey> keys;

    CachedNoise(int count) throws IOException {
        folder = Files.createTempDirectory("isocenter-bench");
        cache = FrameCache.open(folder, new Noise(), "bench", Long.MAX_VALUE);
        keys = IntStream.range(0, count)
                .mapToObj(i -> new FrameKey(new BlobKey("%064x".formatted(i)), 0, SIDE))
                .toList();
        cache.fill(keys, 1);
    }

    @Override
    public int size() {
        return keys.size();
    }

    @Override
    public String id(int place) {
        return Integer.toString(place);
    }

    @Override
    public Frame frame(int place) {
        return cache.get(keys.get(place));
    }

    @Override
    public void close() {
        cache.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Noise implements FrameReader {
        @Override
        public Frame read(BlobKey blob, int frame) {
            byte[] triples = new byte[3 * SIDE * SIDE];
            new SplittableRandom(Long.parseLong(blob.sha256(), 48, 64, 16)).nextBytes(triples);
            return new Frame(
                    SIDE,
                    SIDE,
                    new Pixels.Rgb8(triples),
                    ValueUnit.DISPLAY,
                    1,
                    0,
                    Optional.empty(),
                    Optional.empty(),
                    new Modality("OT"),
                    Laterality.UNSPECIFIED);
        }

        @Override
        public int frames(BlobKey blob) {
            return 1;
        }
    }
}
