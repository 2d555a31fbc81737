package org.isocenter.dicom.rest;

import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;

/** Writes the body of an answer or of one of its parts. */
@FunctionalInterface
interface Body extends StreamingOutput {
    @Override
    void write(OutputStream out) throws IOException;
}
