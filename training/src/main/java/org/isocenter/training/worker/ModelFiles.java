package org.isocenter.training.worker;

import ai.djl.ndarray.NDManager;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.blob.BlobStore;
import org.isocenter.platform.model.EncoderVersion;
import org.isocenter.training.encoder.Architecture;
import org.isocenter.training.encoder.Encoder;
import org.isocenter.training.encoder.Precision;
import org.isocenter.training.weights.Safetensors;
import org.isocenter.training.weights.Weights;

/** Weights in the store, in and out. */
@ApplicationScoped
class ModelFiles {
    private final BlobStore blobs;

    ModelFiles(BlobStore blobs) {
        this.blobs = blobs;
    }

    /** An encoder as it was registered. */
    Encoder open(EncoderVersion version, NDManager manager) {
        return open(version, Precision.FLOAT32, manager);
    }

    /** The same, computed in a precision. */
    Encoder open(EncoderVersion version, Precision precision, NDManager manager) {
        Architecture architecture = Architecture.named(version.architecture()).in(precision);
        return Encoder.of(architecture, manager, read(version.weights()));
    }

    Weights read(BlobKey key) {
        try (InputStream in = blobs.open(key)) {
            return Safetensors.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    BlobKey put(Weights weights) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            Safetensors.write(weights, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return blobs.put(out.toByteArray());
    }
}
