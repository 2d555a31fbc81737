package org.isocenter.dicom.mediatype;

/**
 * A way to answer.
 *
 * @param mediaType of the answer, or of its parts
 * @param multipart whether it has parts
 */
public record Representation(String mediaType, boolean multipart) {

    /** An answer of one piece. */
    public static Representation single(String mediaType) {
        return new Representation(mediaType, false);
    }

    /** An answer of parts, {@code multipart/related}. */
    public static Representation parts(String mediaType) {
        return new Representation(mediaType, true);
    }
}
