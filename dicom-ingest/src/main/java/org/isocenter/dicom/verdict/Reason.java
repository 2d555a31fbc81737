package org.isocenter.dicom.verdict;

import java.util.Optional;
import org.isocenter.platform.error.ErrorCode;

/**
 * One thing that is wrong with an object; it names attributes, never their values.
 *
 * @param code why the object cannot be taken in; empty for a warning
 * @param text one sentence without a full stop
 */
public record Reason(Optional<ErrorCode> code, String text) {

    static Reason warning(String text) {
        return new Reason(Optional.empty(), text);
    }

    static Reason refusal(ErrorCode code, String text) {
        return new Reason(Optional.of(code), text);
    }

    /** The sentence, after its code where it has one. */
    @Override
    public String toString() {
        return code.map(known -> known.id() + " ").orElse("") + text;
    }
}
