package org.isocenter.dicom.dataset;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a data set is encoded (PS3.5 Annex A). A syntax that is not listed is explicit VR little-endian with encapsulated
 * pixels, as every one since 1996 has been.
 *
 * @param uid transfer syntax UID
 * @param explicitVr whether each element writes its VR
 * @param isBigEndian whether numbers are big-endian
 * @param isDeflated whether the data set is compressed as a whole
 * @param isEncapsulated whether pixel data is in fragments
 */
public record TransferSyntax(
        String uid, boolean explicitVr, boolean isBigEndian, boolean isDeflated, boolean isEncapsulated) {
    public static final TransferSyntax IMPLICIT_VR_LITTLE_ENDIAN = plain("1.2.840.10008.1.2", false, false, false);
    public static final TransferSyntax EXPLICIT_VR_LITTLE_ENDIAN = plain("1.2.840.10008.1.2.1", true, false, false);
    public static final TransferSyntax DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN =
            plain("1.2.840.10008.1.2.1.99", true, false, true);
    public static final TransferSyntax EXPLICIT_VR_BIG_ENDIAN = plain("1.2.840.10008.1.2.2", true, true, false);
    public static final TransferSyntax JPEG_BASELINE = encapsulated("1.2.840.10008.1.2.4.50");
    public static final TransferSyntax RLE_LOSSLESS = encapsulated("1.2.840.10008.1.2.5");

    private static final Map<String, TransferSyntax> KNOWN = Stream.of(
                    IMPLICIT_VR_LITTLE_ENDIAN,
                    EXPLICIT_VR_LITTLE_ENDIAN,
                    DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN,
                    EXPLICIT_VR_BIG_ENDIAN,
                    JPEG_BASELINE,
                    RLE_LOSSLESS)
            .collect(Collectors.toUnmodifiableMap(TransferSyntax::uid, Function.identity()));

    /** The syntax with a UID. */
    public static TransferSyntax of(String uid) {
        TransferSyntax known = KNOWN.get(uid);
        return known == null ? encapsulated(uid) : known;
    }

    private static TransferSyntax plain(String uid, boolean explicitVr, boolean bigEndian, boolean deflated) {
        return new TransferSyntax(uid, explicitVr, bigEndian, deflated, false);
    }

    private static TransferSyntax encapsulated(String uid) {
        return new TransferSyntax(uid, true, false, false, true);
    }
}
