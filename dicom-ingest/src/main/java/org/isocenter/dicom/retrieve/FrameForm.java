package org.isocenter.dicom.retrieve;

import java.util.List;
import java.util.Optional;
import org.isocenter.dicom.dataset.TransferSyntax;
import org.isocenter.dicom.decode.EncodedFrames;
import org.isocenter.dicom.mediatype.AcceptedForm;
import org.isocenter.dicom.mediatype.PixelMediaType;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.transcode.Transcoder;
import org.isocenter.platform.error.PlatformException;

/**
 * The form in which frames are given: the first of those a request takes that can be made of what is stored (PS3.18 8.7.3.3).
 *
 * @param multipart whether as parts or as the whole answer
 * @param syntax how a frame is encoded; explicit VR little-endian stands for native pixels
 */
public record FrameForm(boolean multipart, TransferSyntax syntax) {
    private static final TransferSyntax NATIVE = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;

    /**
     * Chooses; empty where nothing fits.
     *
     * @param forms what is taken, the best first
     * @param stored how the object is stored
     * @param several whether more than one frame is asked for, which takes parts
     */
    public static Optional<FrameForm> choose(List<AcceptedForm> forms, TransferSyntax stored, boolean several) {
        TransferSyntax own = stored.isEncapsulated() ? stored : NATIVE;
        return forms.stream()
                .filter(form -> form.multipart() || !several)
                .flatMap(form -> syntax(form, own).map(each -> new FrameForm(form.multipart(), each)).stream())
                .filter(form -> form.syntax().equals(own) || Transcoder.writes(form.syntax()))
                .findFirst();
    }

    private static Optional<TransferSyntax> syntax(AcceptedForm form, TransferSyntax own) {
        boolean octets = form.covers(PixelMediaType.OCTETS.mediaType());
        Optional<PixelMediaType> named = PixelMediaType.named(form.type());
        boolean takesOwn = form.covers(PixelMediaType.of(own).mediaType())
                || named.filter(type -> type.has(own)).isPresent();
        if (form.takesStored()) {
            return octets || takesOwn ? Optional.of(own) : named.map(PixelMediaType::usual);
        }
        if (form.syntax().isPresent()) {
            TransferSyntax asked = TransferSyntax.of(form.syntax().get());
            TransferSyntax wanted = asked.isEncapsulated() ? asked : NATIVE;
            boolean fits = octets || named.filter(type -> type.has(wanted)).isPresent();
            return fits || form.covers(PixelMediaType.of(wanted).mediaType()) ? Optional.of(wanted) : Optional.empty();
        }
        if (octets) {
            return Optional.of(NATIVE);
        }
        return takesOwn ? Optional.of(own) : named.map(PixelMediaType::usual);
    }

    /** The media type of a frame, with its transfer syntax where it has one of its own. */
    public String contentType() {
        String type = PixelMediaType.of(syntax).mediaType();
        return syntax.isEncapsulated() ? "%s; transfer-syntax=%s".formatted(type, syntax.uid()) : type;
    }

    /** The media type alone. */
    public String mediaType() {
        return PixelMediaType.of(syntax).mediaType();
    }

    /**
     * The bytes of a frame, counted from 0, of an object for which this form was chosen; {@code NOT_ACCEPTABLE} where its pixels do
     * not fit that, such as floating point ones.
     */
    public byte[] frame(DicomObject object, int frame) {
        TransferSyntax stored = object.transferSyntax();
        boolean asItIs = stored.equals(syntax)
                || (!syntax.isEncapsulated() && !stored.isEncapsulated() && !stored.isBigEndian());
        try {
            return asItIs ? EncodedFrames.of(object.dataset(), frame) : Transcoder.frame(object, frame, syntax);
        } catch (PlatformException e) {
            throw ObjectForm.notAcceptable(e);
        }
    }
}
