package org.isocenter.platform.label;

import java.util.List;
import java.util.Optional;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.study.FrameId;

/**
 * What is known about one frame.
 *
 * @param frame which
 * @param classes of the scheme; for a mask those that occur in it; may be empty for "none of them". In a scheme of several findings a word behind {@code ?}
 *     is a finding of which nobody knows whether it is there
 * @param mask a stored 8-bit grey PNG of the frame's size, 0 background, k the k-th class counted from 1
 */
public record Label(FrameId frame, List<String> classes, Optional<BlobKey> mask) {
    private static final String OPEN = "?";

    public Label {
        classes = List.copyOf(classes);
    }

    public static Label of(FrameId frame, String labelClass) {
        return new Label(frame, List.of(labelClass), Optional.empty());
    }

    /** Whether the frame shows a finding; empty where that is left open. */
    public Optional<Boolean> shows(String finding) {
        return classes.contains(OPEN + finding) ? Optional.empty() : Optional.of(classes.contains(finding));
    }

    /** The scheme's word in a word of a label, which is behind the sign where the finding is left open. */
    public static String word(String given) {
        return given.startsWith(OPEN) ? given.substring(OPEN.length()) : given;
    }

    /** Whether a word of a label leaves its finding open. */
    public static boolean isOpen(String given) {
        return given.startsWith(OPEN);
    }
}
