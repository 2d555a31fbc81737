package org.isocenter.platform.model;

import org.isocenter.platform.blob.BlobKey;

/** Looks at a weights file before it becomes an encoder; found by injection. */
public interface WeightsCheck {

    /** Throws {@code WEIGHTS_UNREADABLE}, {@code WEIGHTS_MISMATCH} naming the tensor, or {@code UNKNOWN_ENCODER}. */
    void check(String architecture, BlobKey weights);
}
