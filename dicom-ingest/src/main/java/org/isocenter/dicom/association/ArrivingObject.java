package org.isocenter.dicom.association;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** An object of a C-STORE request while the peer sends it; it can be taken once. */
public interface ArrivingObject {
    /** The SOP Instance UID that the request names. */
    Optional<String> sopInstance();

    /** Writes the object as a Part 10 file, piece by piece as it comes; what the connection throws ends the association. */
    void writeTo(OutputStream out) throws IOException;

    /** The whole file, for an object that is known to fit into memory. */
    default byte[] bytes() throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        writeTo(whole);
        return whole.toByteArray();
    }
}
