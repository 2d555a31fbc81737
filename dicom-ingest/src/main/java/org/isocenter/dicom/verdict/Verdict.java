package org.isocenter.dicom.verdict;

import java.util.List;
import java.util.Optional;

/**
 * What was found about one object.
 *
 * @param reasons everything that is wrong, what forbids taking it in first
 * @param frames frames whose pixels were recovered; 0 for an object without pixels
 * @param hasCodec false where the pixels are in a syntax that nothing here reads, so that they were not looked at
 */
public record Verdict(List<Reason> reasons, int frames, boolean hasCodec) {
    public Verdict {
        reasons = List.copyOf(reasons);
    }

    /** The first reason that forbids taking the object in. */
    public Optional<Reason> refusal() {
        return reasons.stream().filter(reason -> reason.code().isPresent()).findFirst();
    }

    /** What becomes of the object. */
    public Outcome outcome() {
        if (refusal().isPresent()) {
            return Outcome.QUARANTINE;
        }
        return reasons.isEmpty() ? Outcome.ACCEPT : Outcome.ACCEPT_WITH_WARNING;
    }
}
