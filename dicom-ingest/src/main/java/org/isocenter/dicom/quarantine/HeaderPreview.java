package org.isocenter.dicom.quarantine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.isocenter.dicom.dataset.Dictionary;
import org.isocenter.dicom.dataset.Octets;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.part10.Part10Reader;
import org.isocenter.dicom.part10.Reading;

/**
 * What may be shown of an object that is not de-identified: the kind and shape of its image. Only values that are a number, a coded word or a UID of the
 * standard are taken, so that nothing a person wrote into the wrong place is shown.
 */
final class HeaderPreview {
    private static final int[] SHOWN = {
        Tag.SOP_CLASS_UID,
        Tag.MODALITY,
        Tag.CONVERSION_TYPE,
        Tag.NUMBER_OF_FRAMES,
        Tag.ROWS,
        Tag.COLUMNS,
        Tag.SAMPLES_PER_PIXEL,
        Tag.PHOTOMETRIC_INTERPRETATION,
        Tag.BITS_ALLOCATED,
        Tag.BITS_STORED,
        Tag.HIGH_BIT,
        Tag.PIXEL_REPRESENTATION,
        Tag.BURNED_IN_ANNOTATION
    };
    private static final Pattern HARMLESS = Pattern.compile("[0-9]{1,10}"
            + "|1\\.2\\.840\\.10008\\.[0-9.]{1,50}"
            + "|(MONOCHROME|RGB|YBR|PALETTE)[A-Z0-9_ ]{0,12}"
            + "|[A-Z]{2}|YES|WSD|DRW|SYN|IVUS|OCT|OPT|OPV|ECG|SEG|REG|DOC|RT(IMAGE|DOSE|PLAN|STRUCT|RECORD)");

    private HeaderPreview() {}

    /** The values by keyword, as far as the object can be read. */
    static Map<String, String> of(Octets bytes) {
        Map<String, String> shown = new LinkedHashMap<>();
        try {
            Reading reading = Part10Reader.readAsFar(bytes);
            DicomObject object = reading.object();
            Optional<String> syntax = Optional.of(object.transferSyntax().uid());
            show(shown, "TransferSyntaxUID", syntax.filter(uid -> reading.namesSyntax()));
            for (int tag : SHOWN) {
                show(
                        shown,
                        Dictionary.keyword(tag).orElseThrow(),
                        object.dataset().string(tag));
            }
        } catch (RuntimeException e) {
            return shown; // what is no DICOM has no headers
        }
        return shown;
    }

    private static void show(Map<String, String> shown, String keyword, Optional<String> value) {
        value.map(String::strip)
                .filter(text -> HARMLESS.matcher(text).matches())
                .ifPresent(text -> shown.put(keyword, text));
    }
}
