package org.isocenter.dicom.association;

import java.io.IOException;
import org.isocenter.platform.error.PlatformException;

/** Takes received objects; when {@link #store} returns, the object is safe. */
public interface StoreHandler {

    /** Whether this caller may open an association with the title that it calls. */
    Admission admit(Caller caller);

    /** Keeps an object; fails with a {@link PlatformException}, whose code becomes the DIMSE status, and throws on what the connection throws. */
    void store(Caller caller, ArrivingObject object) throws IOException;
}
