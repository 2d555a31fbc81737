package org.isocenter.training.loop;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.training.weights.Safetensors;
import org.isocenter.training.weights.Weights;

/**
 * Everything that a run needs to go on: after how many steps, the arrays of method and optimizer, and what has been counted so far. As a file it is
 * safetensors with facts.
 *
 * @param progress what has been counted
 * @param arrays of the method under {@code method.} and of the optimizer under {@code optimizer.}
 */
public record Checkpoint(RunProgress progress, Weights arrays) {
    /** The file's bytes; they depend on the checkpoint alone. */
    public byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            Safetensors.write(new Safetensors.Content(arrays, progress.facts()), out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /**
     * Reads a file.
     *
     * @throws PlatformException {@code CHECKPOINT_CORRUPT}
     */
    public static Checkpoint read(InputStream in) throws IOException {
        try {
            Safetensors.Content content = Safetensors.readAll(in);
            return new Checkpoint(RunProgress.of(content.facts()), content.weights());
        } catch (PlatformException | IllegalArgumentException e) {
            throw new PlatformException(
                    ErrorCode.CHECKPOINT_CORRUPT, "the checkpoint cannot be read; the one before it is used", e);
        }
    }
}
