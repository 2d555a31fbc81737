package org.isocenter.dicom.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.isocenter.dicom.dataset.TransferSyntax;

/**
 * What a WADO-RS request takes (PS3.18 8.7): transfer syntaxes of {@code multipart/related} parts of one type, in its order.
 *
 * @param syntaxes UIDs; {@code *} is whatever is stored
 */
record Accepted(List<String> syntaxes) {
    static final String AS_STORED = "*";
    private static final Pattern TYPE = Pattern.compile("type=\"?([^\";,]+)\"?");
    private static final Pattern SYNTAX = Pattern.compile("transfer-syntax=\"?([0-9.*]+)\"?");

    Accepted {
        syntaxes = List.copyOf(syntaxes);
    }

    /**
     * Reads an Accept header.
     *
     * @param type media type of the parts, such as {@code application/dicom}
     * @return empty where the type is not among what is taken
     */
    static Optional<Accepted> of(String header, String type) {
        List<String> syntaxes = new ArrayList<>();
        for (String range : header.split(",", -1)) {
            String plain = range.strip();
            if (plain.startsWith("*/*")) {
                syntaxes.add(AS_STORED);
            } else if (plain.startsWith("multipart/")) {
                Matcher named = TYPE.matcher(plain);
                if (!named.find() || named.group(1).equals(type)) {
                    Matcher syntax = SYNTAX.matcher(plain);
                    syntaxes.add(syntax.find() ? syntax.group(1) : TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid());
                }
            }
        }
        return syntaxes.isEmpty() ? Optional.empty() : Optional.of(new Accepted(syntaxes));
    }

    /** Whether something that is stored in a syntax may be given as it is. */
    boolean takes(TransferSyntax stored) {
        return syntaxes.contains(AS_STORED) || syntaxes.contains(stored.uid());
    }
}
