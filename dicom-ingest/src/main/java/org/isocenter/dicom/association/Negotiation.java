package org.isocenter.dicom.association;

import java.util.ArrayList;
import java.util.List;
import org.isocenter.dicom.association.UserInformation.Extended;

/**
 * Which contexts we accept: verification, storage, its commitment, query and retrieve, in the first transfer syntax of our order that is proposed. Of roles we accept
 * what is proposed for storage, since a C-GET has its objects sent to the requestor (PS3.4 C.5.3), and for commitment, whose answer comes
 * from the other side (PS3.4 J.3.3).
 */
final class Negotiation {
    static final String IMPLICIT = "1.2.840.10008.1.2";
    private static final String STORAGE = "1.2.840.10008.5.1.4.1.1.";
    /** Those that one set of pixels can be put from into another without a codec. */
    static final List<String> NATIVE =
            List.of("1.2.840.10008.1.2.1", IMPLICIT, "1.2.840.10008.1.2.1.99", "1.2.840.10008.1.2.2");

    /** The transfer syntaxes that we take, send and ask for, the plainest first. */
    static final List<String> ORDER = List.of(
            "1.2.840.10008.1.2.1",
            IMPLICIT,
            "1.2.840.10008.1.2.5",
            "1.2.840.10008.1.2.4.50",
            "1.2.840.10008.1.2.1.99",
            "1.2.840.10008.1.2.2",
            "1.2.840.10008.1.2.4.70",
            "1.2.840.10008.1.2.4.57",
            "1.2.840.10008.1.2.4.80",
            "1.2.840.10008.1.2.4.90",
            "1.2.840.10008.1.2.4.201",
            "1.2.840.10008.1.2.4.202",
            "1.2.840.10008.1.2.8.1",
            "1.2.840.10008.1.2.4.51",
            "1.2.840.10008.1.2.4.53",
            "1.2.840.10008.1.2.4.55",
            "1.2.840.10008.1.2.4.81",
            "1.2.840.10008.1.2.4.91",
            "1.2.840.10008.1.2.4.203");

    private static final int UNKNOWN_CLASS = 3;
    private static final int UNKNOWN_SYNTAX = 4;

    private Negotiation() {}

    static List<PresentationContext> answer(List<PresentationContext> proposed) {
        List<PresentationContext> answers = new ArrayList<>();
        for (PresentationContext context : proposed) {
            answers.add(answer(context));
        }
        return answers;
    }

    static List<RoleSelection> roles(List<RoleSelection> proposed) {
        return proposed.stream()
                .filter(role -> isStorage(role.sopClass()) || role.sopClass().equals(Commitment.SOP_CLASS))
                .toList();
    }

    /**
     * What we do of what is asked for beyond the minimum, byte by byte (PS3.4 B.3.1, C.5): relational queries and retrievals are done; objects are not stored
     * whole, for they are de-identified (level 0), lose their signatures (level 1) and have attributes coerced.
     */
    static List<Extended> extended(List<Extended> proposed) {
        List<Extended> answers = new ArrayList<>();
        for (Extended each : proposed) {
            if (isStorage(each.sopClass())) {
                answers.add(new Extended(each.sopClass(), new byte[] {0, 0, 1, 0, 1, 0}));
            } else if (QueryModel.of(each.sopClass()).isPresent() && each.information().length > 0) {
                byte[] done = new byte[each.information().length];
                done[0] = (byte) Math.min(1, each.information()[0]);
                answers.add(new Extended(each.sopClass(), done));
            }
        }
        return answers;
    }

    private static PresentationContext answer(PresentationContext context) {
        List<String> offered = context.transferSyntaxes();
        String first = offered.isEmpty() ? IMPLICIT : offered.get(0);
        String sopClass = context.abstractSyntax();
        if (!isServed(sopClass)) {
            return new PresentationContext(context.id(), UNKNOWN_CLASS, sopClass, List.of(first));
        }
        return ORDER.stream()
                .filter(offered::contains)
                .findFirst()
                .map(uid -> new PresentationContext(context.id(), 0, sopClass, List.of(uid)))
                .orElse(encapsulated(context, first));
    }

    private static boolean isServed(String sopClass) {
        return sopClass.equals(Dimse.VERIFICATION)
                || sopClass.equals(Commitment.SOP_CLASS)
                || isStorage(sopClass)
                || QueryModel.of(sopClass).isPresent();
    }

    private static boolean isStorage(String sopClass) {
        return sopClass.startsWith(STORAGE);
    }

    /** A compressed syntax without decoder is taken too: the object waits in quarantine instead of being lost. */
    private static PresentationContext encapsulated(PresentationContext context, String first) {
        int result = first.startsWith("1.2.840.10008.1.2.4.") ? 0 : UNKNOWN_SYNTAX;
        return new PresentationContext(context.id(), result, context.abstractSyntax(), List.of(first));
    }
}
