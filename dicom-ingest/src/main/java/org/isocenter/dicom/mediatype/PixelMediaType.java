package org.isocenter.dicom.mediatype;

import java.util.Map;
import java.util.Optional;
import org.isocenter.dicom.dataset.TransferSyntax;

/** The media types of frames by transfer syntax (PS3.18 Tables 8.7.3-2 and 8.7.3-5), with names that clients of older editions use. */
public enum PixelMediaType {
    OCTETS("application/octet-stream", "1.2.840.10008.1.2.1"),
    JPEG("image/jpeg", "1.2.840.10008.1.2.4.70"),
    RLE("image/dicom-rle", "1.2.840.10008.1.2.5"),
    JPEG_LS("image/jls", "1.2.840.10008.1.2.4.80"),
    JPEG_2000("image/jp2", "1.2.840.10008.1.2.4.90"),
    HTJ2K("image/jphc", "1.2.840.10008.1.2.4.201"),
    JPEG_XL("image/jxl", "1.2.840.10008.1.2.4.110"),
    DEFLATED("application/x-deflate", "1.2.840.10008.1.2.8.1");

    private static final Map<String, String> OLDER = Map.of(
            "image/x-jls", "image/jls",
            "image/x-dicom-rle", "image/dicom-rle",
            "image/jhc", "image/jphc",
            "image/dicom+jpeg", "image/jpeg");

    private final String mediaType;
    private final String usual;

    PixelMediaType(String mediaType, String usual) {
        this.mediaType = mediaType;
        this.usual = usual;
    }

    /** The type of frames that are stored in a syntax. */
    public static PixelMediaType of(TransferSyntax syntax) {
        return switch (syntax.uid()) {
            case "1.2.840.10008.1.2.5" -> RLE;
            case "1.2.840.10008.1.2.4.80", "1.2.840.10008.1.2.4.81" -> JPEG_LS;
            case "1.2.840.10008.1.2.4.90", "1.2.840.10008.1.2.4.91" -> JPEG_2000;
            case "1.2.840.10008.1.2.4.201", "1.2.840.10008.1.2.4.202", "1.2.840.10008.1.2.4.203" -> HTJ2K;
            case "1.2.840.10008.1.2.4.110", "1.2.840.10008.1.2.4.111", "1.2.840.10008.1.2.4.112" -> JPEG_XL;
            case "1.2.840.10008.1.2.8.1" -> DEFLATED;
            default -> syntax.isEncapsulated() ? JPEG : OCTETS;
        };
    }

    /** The type that a request names; none for a range of types or one that is no type of frames. */
    public static Optional<PixelMediaType> named(String type) {
        String current = OLDER.getOrDefault(type, type);
        for (PixelMediaType each : values()) {
            if (each.mediaType.equals(current)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /** Its name. */
    public String mediaType() {
        return mediaType;
    }

    /** The syntax that is meant where none is named. */
    public TransferSyntax usual() {
        return TransferSyntax.of(usual);
    }

    /** Whether frames of this type may be in a syntax. */
    public boolean has(TransferSyntax syntax) {
        return of(syntax) == this;
    }
}
