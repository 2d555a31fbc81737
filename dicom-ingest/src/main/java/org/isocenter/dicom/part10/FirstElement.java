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
    static boolean writesVr(Input in) {
        return writesVr(in.ahead());
    }

    private static boolean writesVr(ByteBuffer head) {
        byte[] letters = {head.get(4), head.get(5)};
        return Vr.of(new String(letters, StandardCharsets.ISO_8859_1)).isPresent();
    }

    /** Whether there is no element at all but the end of an item. */
    static boolean isDelimiter(Input in) {
        return (in.ahead().getShort(0) & 0xffff) == DELIMITERS;
    }

    /** The plain syntax in which bytes begin with file meta information, identification or patient; none otherwise. */
    static Optional<TransferSyntax> syntax(Input in) {
        if (in.remaining() < Long.BYTES) {
            return Optional.empty();
        }
        ByteBuffer little = in.ahead().order(ByteOrder.LITTLE_ENDIAN);
        if (isLikely(little, in.remaining())) {
            return Optional.of(
                    writesVr(little)
                            ? TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN
                            : TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
        }
        ByteBuffer big = in.ahead().order(ByteOrder.BIG_ENDIAN);
        return isLikely(big, in.remaining()) && writesVr(big)
                ? Optional.of(TransferSyntax.EXPLICIT_VR_BIG_ENDIAN)
                : Optional.empty();
    }

    private static boolean isLikely(ByteBuffer head, long remaining) {
        int group = head.getShort(0) & 0xffff;
        boolean length = writesVr(head) || (head.getInt(4) & 0xffffffffL) <= remaining;
        return group > 0 && group <= LAST_GROUP && length;
    }
}
