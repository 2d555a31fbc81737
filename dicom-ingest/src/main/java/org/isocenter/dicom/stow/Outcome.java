package org.isocenter.dicom.stow;

import org.isocenter.platform.study.SopInstanceUid;

/** What became of one instance of a request. */
public sealed interface Outcome {

    /** It is stored, now or before, under a UID of the project. */
    record Stored(SopInstanceUid uid) implements Outcome {}

    /** It is safe and will be indexed later. */
    record Waiting() implements Outcome {}

    /** It is not stored. */
    record Failed(SentInstance sent, FailureReason reason) implements Outcome {}
}
