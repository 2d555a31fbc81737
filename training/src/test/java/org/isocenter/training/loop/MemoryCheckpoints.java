package org.isocenter.training.loop;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Keeps the latest checkpoint as the bytes that a file would hold. */
final class MemoryCheckpoints implements Checkpoints {
    private byte[] latest = {};
    private byte[] before = {};

    @Override
    public void save(Checkpoint checkpoint) {
        before = latest;
        latest = checkpoint.bytes();
    }

    @Override
    public void stepBack() {
        if (before.length > 0) {
            latest = before;
        }
    }

    byte[] file() {
        return latest;
    }

    @Override
    public Optional<Checkpoint> latest() {
        if (latest.length == 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(Checkpoint.read(new ByteArrayInputStream(latest)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
