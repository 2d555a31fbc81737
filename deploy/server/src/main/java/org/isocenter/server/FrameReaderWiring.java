package org.isocenter.server;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import org.isocenter.dicom.decode.BlobFrameReader;
import org.isocenter.platform.blob.BlobStore;
import org.isocenter.platform.study.FrameReader;

/** Gives the port {@link FrameReader} its decoder, so that rendering and training need not know the DICOM toolkit. */
@ApplicationScoped
class FrameReaderWiring {

    @Produces
    @DefaultBean
    @ApplicationScoped
    FrameReader frames(BlobStore store) {
        return new BlobFrameReader(store);
    }
}
