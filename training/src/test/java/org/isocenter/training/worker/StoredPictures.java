package org.isocenter.training.worker;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.blob.BlobStore;
import org.isocenter.platform.imaging.Frame;
import org.isocenter.platform.study.FrameReader;
import org.isocenter.training.testing.SampleImages;

/** Reads blobs that are pictures; in the server the DICOM reader of another delivery stands in this place. */
@ApplicationScoped
class StoredPictures implements FrameReader {
    private final BlobStore blobs;

    StoredPictures(BlobStore blobs) {
        this.blobs = blobs;
    }

    @Override
    public Frame read(BlobKey blob, int frame) {
        try {
            Path file = Files.createTempFile("picture", ".jpg");
            try {
                Files.write(file, blobs.open(blob).readAllBytes());
                return SampleImages.colour(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int frames(BlobKey blob) {
        return 1;
    }
}
