package org.isocenter.dicom.retrieve;

import java.util.List;
import java.util.Optional;
import org.isocenter.dicom.dataset.TransferSyntax;
import org.isocenter.dicom.mediatype.AcceptedForm;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.transcode.Transcoder;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/**
 * The form in which an object is given: the first of those a request takes that can be made of what is stored (PS3.18 8.7.3.1).
 *
 * @param multipart whether as a part or as the whole answer
 * @param syntax the transfer syntax that it is given in
 */
public record ObjectForm(boolean multipart, TransferSyntax syntax) {
    /** The media type of objects. */
    public static final String DICOM = "application/dicom";

    /**
     * Chooses; empty where nothing fits.
     *
     * @param forms what is taken, the best first
     * @param stored how the object is stored
     * @param several whether other objects come with it, which takes parts
     */
    public static Optional<ObjectForm> choose(List<AcceptedForm> forms, TransferSyntax stored, boolean several) {
        return forms.stream()
                .filter(form -> form.covers(DICOM) && (form.multipart() || !several))
                .map(form -> new ObjectForm(form.multipart(), syntax(form, stored)))
                .filter(form -> canGive(form.syntax(), stored))
                .findFirst();
    }

    private static TransferSyntax syntax(AcceptedForm form, TransferSyntax stored) {
        return form.takesStored()
                ? stored
                : form.syntax().map(TransferSyntax::of).orElse(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    }

    /** Whether an object can be brought into a syntax. */
    private static boolean canGive(TransferSyntax wanted, TransferSyntax stored) {
        return wanted.equals(stored) || Transcoder.writes(wanted);
    }

    /**
     * An object for which this form was chosen, in its syntax; {@code NOT_ACCEPTABLE} where its pixels do not fit that, such as
     * floating point ones.
     */
    public DicomObject of(DicomObject stored) {
        try {
            return Transcoder.transcode(stored, syntax);
        } catch (PlatformException e) {
            throw notAcceptable(e);
        }
    }

    static PlatformException notAcceptable(PlatformException why) {
        return why.code() == ErrorCode.UNSUPPORTED_TRANSFER_SYNTAX
                ? new PlatformException(ErrorCode.NOT_ACCEPTABLE, String.valueOf(why.getMessage()), why)
                : why;
    }
}
