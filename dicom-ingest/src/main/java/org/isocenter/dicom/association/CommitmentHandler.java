package org.isocenter.dicom.association;

import org.isocenter.platform.error.PlatformException;

/** Takes questions whether objects are safe, and answers to our own. */
public interface CommitmentHandler {

    /** Takes a question that will be answered on an association of its own; fails with a {@link PlatformException} where it cannot be. */
    void requested(Caller caller, Commitment question);

    /** Takes an answer. */
    void reported(Caller caller, Commitment answer);
}
