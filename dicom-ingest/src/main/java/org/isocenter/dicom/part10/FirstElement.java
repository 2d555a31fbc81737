package org.isocenter.dicom.part10;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.isocenter.dicom.dataset.TransferSyntax;
import org.isocenter.dicom.dataset.Vr;

/** What the first element of a data set betrays of its encoding, where nothing says it or what says it errs. */
final class FirstElement {
    private static final int LAST_GROUP = 0x0010;
    private static final int DELIMITERS = 0xFFFE;

    private FirstElement() {}

    /** Whether a value representation stands behind the tag; at least 8 bytes must be left. */
    static boolean writesVr(ByteBuffer in) {
        byte[] letters = {in.get(in.position() + 4), in.get(in.position() + 5)};
        return Vr.of(new String(letters, StandardCharsets.ISO_8859_1)).isPresent();
    }

    /** Whether there is no element at all but the end of an item. */
    static boolean isDelimiter(ByteBuffer in) {
        return (in.getShort(in.position()) & 0xffff) == DELIMITERS;
    }

    /** The plain syntax in which bytes begin with file meta information, identification or patient; none otherwise. */
    static Optional<TransferSyntax> syntax(ByteBuffer in) {
        if (in.remaining() < 8) {
            return Optional.empty();
        }
        ByteBuffer little = in.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer big = in.duplicate().order(ByteOrder.BIG_ENDIAN);
        if (isLikely(little)) {
            return Optional.of(
                    writesVr(little)
                            ? TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN
                            : TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
        }
        return isLikely(big) && writesVr(big) ? Optional.of(TransferSyntax.EXPLICIT_VR_BIG_ENDIAN) : Optional.empty();
    }

    private static boolean isLikely(ByteBuffer in) {
        int group = in.getShort(in.position()) & 0xffff;
        boolean length = writesVr(in) || (in.getInt(in.position() + 4) & 0xffffffffL) <= in.remaining();
        return group > 0 && group <= LAST_GROUP && length;
    }
}
