package org.isocenter.platform.cohort;

import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.study.FrameId;
import org.isocenter.platform.study.Pseudonym;

/** One frame of a frozen cohort: where its bytes are, whose it is, and on which side of the split it stands. */
public record CohortMember(FrameId frame, BlobKey blob, Pseudonym patient, Partition partition) {}
