package org.isocenter.dicom.association;

import java.util.ArrayList;
import java.util.List;

/** Which contexts we accept: verification and storage, in the first transfer syntax of our order that is proposed. */
final class Negotiation {
    private static final String STORAGE = "1.2.840.10008.5.1.4.1.1.";
    private static final List<String> ORDER = List.of(
            "1.2.840.10008.1.2.1",
            "1.2.840.10008.1.2",
            "1.2.840.10008.1.2.5",
            "1.2.840.10008.1.2.4.50",
            "1.2.840.10008.1.2.1.99",
            "1.2.840.10008.1.2.2");
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

    private static PresentationContext answer(PresentationContext context) {
        List<String> offered = context.transferSyntaxes();
        String first = offered.isEmpty() ? "1.2.840.10008.1.2" : offered.get(0);
        String sopClass = context.abstractSyntax();
        if (!sopClass.equals(Dimse.VERIFICATION) && !sopClass.startsWith(STORAGE)) {
            return new PresentationContext(context.id(), UNKNOWN_CLASS, sopClass, List.of(first));
        }
        return ORDER.stream()
                .filter(offered::contains)
                .findFirst()
                .map(uid -> new PresentationContext(context.id(), 0, sopClass, List.of(uid)))
                .orElse(encapsulated(context, first));
    }

    /** A compressed syntax without decoder is taken too: the object waits in quarantine instead of being lost. */
    private static PresentationContext encapsulated(PresentationContext context, String first) {
        int result = first.startsWith("1.2.840.10008.1.2.4.") ? 0 : UNKNOWN_SYNTAX;
        return new PresentationContext(context.id(), result, context.abstractSyntax(), List.of(first));
    }
}
