package org.isocenter.server;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import org.isocenter.dicom.decode.BlobFrameReader;
import org.isocenter.dicom.result.StoredResults;
import org.isocenter.platform.blob.BlobStore;
import org.isocenter.platform.result.ResultWriter;
import org.isocenter.platform.study.FrameReader;

/** Gives the ports {@link FrameReader} and {@link ResultWriter} what stands behind them, so that rendering and training need not know the DICOM toolkit. */
@ApplicationScoped
class ToolkitWiring {

    @Produces
    @DefaultBean
    @ApplicationScoped
    FrameReader frames(BlobStore store) {
        return new BlobFrameReader(store);
    }

    @Produces
    @DefaultBean
    @ApplicationScoped
    ResultWriter results(BlobStore store) {
        return new StoredResults(store);
    }
}
