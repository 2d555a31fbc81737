package org.isocenter.dicom.association;

import org.isocenter.platform.error.PlatformException;

/** Takes received objects; when {@link #store} returns, the object is safe. */
public interface StoreHandler {

    /** Whether an application entity of this name receives here. */
    boolean accepts(String calledAe, String callingAe);

    /** Keeps a Part 10 file's bytes; fails with a {@link PlatformException}, whose code becomes the DIMSE status. */
    void store(String calledAe, String callingAe, byte[] part10);
}
