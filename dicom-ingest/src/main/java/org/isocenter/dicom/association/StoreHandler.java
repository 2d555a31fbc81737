package org.isocenter.dicom.association;

import org.isocenter.platform.error.PlatformException;

/** Takes received objects; when {@link #store} returns, the object is safe. */
public interface StoreHandler {

    /** Whether this caller may open an association with the title that it calls. */
    Admission admit(Caller caller);

    /** Keeps a Part 10 file's bytes; fails with a {@link PlatformException}, whose code becomes the DIMSE status. */
    void store(Caller caller, byte[] part10);
}
