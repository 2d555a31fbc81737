package org.isocenter.platform.cohort;

import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.study.FrameId;
import org.isocenter.platform.study.Pseudonym;

/** A frame that a cohort's query found, before it stands on a side of the split. */
public record Candidate(FrameId frame, BlobKey blob, Pseudonym patient) {
    CohortMember on(Partition partition) {
        return new CohortMember(frame, blob, patient, partition);
    }
}
