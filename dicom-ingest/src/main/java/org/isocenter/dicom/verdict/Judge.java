package org.isocenter.dicom.verdict;

import java.util.ArrayList;
import java.util.List;
import org.isocenter.dicom.part10.Part10Reader;
import org.isocenter.dicom.part10.Reading;
import org.isocenter.platform.error.ErrorCode;

/**
 * Judges one object: its identifiers, whether it can be read to its end, whether every frame's pixels can be recovered
 * exactly. Takes hostile input; throws nothing.
 */
public final class Judge {
    private static final String STANDARD_SYNTAXES = "1.2.840.10008.1.2";

    private final PixelCheck pixels = new PixelCheck();

    /** Judges a file. */
    public Verdict judge(byte[] part10) {
        return judge(Part10Reader.readAsFar(part10));
    }

    /** Judges what was read of a file. */
    public Verdict judge(Reading reading) {
        List<Reason> refusals = new ArrayList<>();
        reading.fault().ifPresent(why -> refusals.add(Reason.refusal(why.code(), sentence(why.getMessage()))));
        refusals.addAll(Identifiers.wrong(reading.object()));
        String syntax = reading.object().transferSyntax().uid();
        if (!syntax.equals(STANDARD_SYNTAXES) && !syntax.startsWith(STANDARD_SYNTAXES + ".")) {
            refusals.add(Reason.refusal(ErrorCode.ILLEGAL_ELEMENT, "The transfer syntax is not known"));
        }
        PixelCheck.Result checked = pixels.check(reading.object(), refusals.isEmpty());
        List<Reason> reasons = new ArrayList<>(refusals);
        checked.refusal().ifPresent(reasons::add);
        reasons.addAll(checked.warnings());
        reasons.addAll(Oddities.of(reading));
        return new Verdict(reasons, checked.frames(), checked.hasCodec());
    }

    private static String sentence(String message) {
        return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
    }
}
