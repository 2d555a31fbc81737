package org.isocenter.dicom.image;

import java.nio.charset.StandardCharsets;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.dataset.TransferSyntax;
import org.isocenter.dicom.dataset.Vr;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.platform.digest.Sha256;
import org.isocenter.platform.security.KeyedHash;
import org.isocenter.platform.security.KeyedUids;

/**
 * Makes a Secondary Capture object of a picture (PS3.3 A.8): native explicit little-endian, MONOCHROME2 at 8 or 16 bits
 * or RGB. UIDs follow from the project key, the picture's name and its contents, so the same picture imported again is
 * the same instance, and neither name nor patient can be read from them.
 */
public final class SecondaryCapture {
    private static final String SINGLE = "1.2.840.10008.5.1.4.1.1.7";
    private static final String MULTI_BYTE = "1.2.840.10008.5.1.4.1.1.7.2";
    private static final String MULTI_WORD = "1.2.840.10008.5.1.4.1.1.7.3";
    private static final String MULTI_COLOUR = "1.2.840.10008.5.1.4.1.1.7.4";

    private final KeyedHash hash;
    private final KeyedUids uids;

    /** Takes the project key, at least 32 bytes. */
    public SecondaryCapture(byte[] projectKey) {
        hash = new KeyedHash(projectKey);
        uids = new KeyedUids(projectKey);
    }

    /** Makes the object. */
    public DicomObject of(ImportedImage source) {
        Dataset dataset = new Dataset();
        identity(dataset, source);
        image(dataset, source.image());
        Dataset meta = new Dataset();
        meta.set(Tag.MEDIA_STORAGE_SOP_CLASS_UID, Vr.UI, sopClass(source.image()));
        meta.set(
                Tag.MEDIA_STORAGE_SOP_INSTANCE_UID,
                Vr.UI,
                dataset.string(Tag.SOP_INSTANCE_UID).orElseThrow());
        meta.set(Tag.TRANSFER_SYNTAX_UID, Vr.UI, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid());
        return new DicomObject(meta, dataset, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    }

    private void identity(Dataset dataset, ImportedImage source) {
        String patient = source.patient().orElse("image\u001f" + source.name());
        String patientId =
                "IMG-" + Sha256.hex(hash.of("image-patient", patient)).substring(0, 24);
        String contents = source.name() + "\u001f" + digest(source.image());
        dataset.set(Tag.SPECIFIC_CHARACTER_SET, Vr.CS, "ISO_IR 192");
        dataset.set(Tag.SOP_CLASS_UID, Vr.UI, sopClass(source.image()));
        dataset.set(Tag.SOP_INSTANCE_UID, Vr.UI, uids.derive("image-instance", contents));
        dataset.set(Tag.STUDY_INSTANCE_UID, Vr.UI, uids.derive("image-study", patient));
        dataset.set(Tag.SERIES_INSTANCE_UID, Vr.UI, uids.derive("image-series", patient));
        dataset.set(Tag.PATIENT_ID, Vr.LO, patientId);
        dataset.set(Tag.PATIENT_NAME, Vr.PN, patientId);
        dataset.set(Tag.PATIENT_BIRTH_DATE, Vr.DA);
        dataset.set(Tag.PATIENT_SEX, Vr.CS);
        dataset.set(Tag.STUDY_DATE, Vr.DA);
        dataset.set(Tag.STUDY_TIME, Vr.TM);
        dataset.set(Tag.ACCESSION_NUMBER, Vr.SH);
        dataset.set(Tag.REFERRING_PHYSICIAN_NAME, Vr.PN);
        dataset.set(Tag.STUDY_ID, Vr.SH);
        dataset.set(Tag.SERIES_NUMBER, Vr.IS, "1");
        dataset.set(Tag.INSTANCE_NUMBER, Vr.IS, "1");
        dataset.set(Tag.MODALITY, Vr.CS, "OT");
        dataset.set(Tag.CONVERSION_TYPE, Vr.CS, "WSD");
        dataset.set(Tag.SECONDARY_CAPTURE_DEVICE_MANUFACTURER, Vr.LO, "Isocenter");
    }

    private static void image(Dataset dataset, RasterImage image) {
        dataset.set(Tag.SAMPLES_PER_PIXEL, Vr.US, String.valueOf(image.samples()));
        dataset.set(Tag.PHOTOMETRIC_INTERPRETATION, Vr.CS, image.samples() == 3 ? "RGB" : "MONOCHROME2");
        if (image.samples() == 3) {
            dataset.set(Tag.PLANAR_CONFIGURATION, Vr.US, "0");
        }
        if (image.frames() > 1) {
            dataset.set(Tag.NUMBER_OF_FRAMES, Vr.IS, String.valueOf(image.frames()));
        }
        dataset.set(Tag.ROWS, Vr.US, String.valueOf(image.rows()));
        dataset.set(Tag.COLUMNS, Vr.US, String.valueOf(image.columns()));
        dataset.set(Tag.BITS_ALLOCATED, Vr.US, String.valueOf(image.bits()));
        dataset.set(Tag.BITS_STORED, Vr.US, String.valueOf(image.bits()));
        dataset.set(Tag.HIGH_BIT, Vr.US, String.valueOf(image.bits() - 1));
        dataset.set(Tag.PIXEL_REPRESENTATION, Vr.US, image.signed() ? "1" : "0");
        dataset.setBytes(Tag.PIXEL_DATA, image.bits() == 16 ? Vr.OW : Vr.OB, image.data());
    }

    private static String sopClass(RasterImage image) {
        if (image.frames() == 1) {
            return SINGLE;
        }
        if (image.samples() == 3) {
            return MULTI_COLOUR;
        }
        return image.bits() == 16 ? MULTI_WORD : MULTI_BYTE;
    }

    private static String digest(RasterImage image) {
        byte[] form = "%d %d %d %d"
                .formatted(image.rows(), image.columns(), image.samples(), image.bits())
                .getBytes(StandardCharsets.US_ASCII);
        return Sha256.hex(Sha256.of(form, image.data()));
    }
}
