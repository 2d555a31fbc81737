package org.isocenter.dicom.mediatype;

import java.util.List;
import java.util.Optional;

/**
 * One form in which a request takes DICOM objects or pixel data (PS3.18 8.7.3).
 *
 * @param multipart whether it comes in the parts of {@code multipart/related}, else as the whole answer
 * @param type media type or range of a part or of the answer
 * @param syntax UID of the transfer syntax, {@code *} for the one that is stored; none means the media type's default
 */
public record AcceptedForm(boolean multipart, String type, Optional<String> syntax) {
    private static final String AS_STORED = "*";

    /**
     * The forms that a request takes, the best first.
     *
     * @param usual the type that is meant where none is named
     */
    public static List<AcceptedForm> of(Accept accept, String usual) {
        return accept.ranges().stream()
                .filter(range -> range.quality() > 0)
                .map(range -> form(range, usual))
                .toList();
    }

    private static AcceptedForm form(MediaRange range, String usual) {
        Optional<String> syntax = range.parameter("transfer-syntax");
        if (range.type().equals(MediaRange.ANY)) {
            return new AcceptedForm(true, usual, syntax);
        }
        return range.type().startsWith("multipart/")
                ? new AcceptedForm(true, range.parameter("type").orElse(usual), syntax)
                : new AcceptedForm(false, range.type(), syntax);
    }

    /** Whether a media type is in the range. */
    public boolean covers(String mediaType) {
        return MediaRange.covers(type, mediaType);
    }

    /** Whether whatever is stored is taken. */
    public boolean takesStored() {
        return syntax.filter(AS_STORED::equals).isPresent();
    }
}
