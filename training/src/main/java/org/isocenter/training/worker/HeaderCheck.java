package org.isocenter.training.worker;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.blob.BlobStore;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.model.WeightsCheck;
import org.isocenter.training.encoder.Architecture;
import org.isocenter.training.weights.SafetensorsHeader;

/** Compares the names and shapes of a weights file with those of its architecture, by the header alone and without an engine. */
@ApplicationScoped
class HeaderCheck implements WeightsCheck {
    private final BlobStore blobs;

    HeaderCheck(BlobStore blobs) {
        this.blobs = blobs;
    }

    @Override
    public void check(String architecture, BlobKey weights) {
        Architecture wanted = Architecture.named(architecture);
        Map<String, long[]> shapes = new HashMap<>();
        header(weights).entries().forEach(entry -> shapes.put(entry.name(), entry.shape()));
        wanted.requireFit(shapes);
    }

    private SafetensorsHeader header(BlobKey weights) {
        try (InputStream in = blobs.open(weights)) {
            SafetensorsHeader header = SafetensorsHeader.read(in);
            long data = header.entries().isEmpty()
                    ? 0
                    : header.entries().get(header.entries().size() - 1).end();
            if (in.transferTo(OutputStream.nullOutputStream()) < data) {
                throw new PlatformException(
                        ErrorCode.WEIGHTS_UNREADABLE,
                        "the weights file ends before the %d bytes of values that its header names; copy it again"
                                .formatted(data));
            }
            return header;
        } catch (IOException e) {
            throw new PlatformException(ErrorCode.WEIGHTS_UNREADABLE, "the weights file cannot be read", e);
        }
    }
}
