package org.isocenter.dicom.pull;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.dataset.Vr;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.part10.Part10Reader;
import org.isocenter.dicom.part10.Part10Writer;
import org.isocenter.platform.testing.SharedData;

/**
 * Forty small studies of as many patients as an archive has them: twenty over ten years, twenty within the hours of one busy day, each a CT series of the chest, each fourth with an
 * MR series of the head, 260 objects in all. Each object holds its number in its first pixels.
 */
final class NightStudies {
    static final int STUDIES = 40;
    static final int CT = 6;
    static final int MR = 2;
    static final int OBJECTS = STUDIES * CT + STUDIES / 4 * MR;
    static final LocalDate BUSY_DAY = LocalDate.of(2024, 5, 5);

    /** With which the UIDs of all studies begin. */
    static final String PREFIX = "1.2.826.0.1.3680043.10.9999.7.";

    private static final String CT_CLASS = "1.2.840.10008.5.1.4.1.1.2";
    private static final String MR_CLASS = "1.2.840.10008.5.1.4.1.1.4";

    private NightStudies() {}

    static List<byte[]> all() throws IOException {
        List<byte[]> objects = new ArrayList<>();
        for (int study = 0; study < STUDIES; study++) {
            for (int image = 0; image < CT; image++) {
                objects.add(object(study, "CT", image));
            }
            for (int image = 0; image < MR && study % 4 == 0; image++) {
                objects.add(object(study, "MR", image));
            }
        }
        return objects;
    }

    /** One object of a study; numbers from 40 on make new studies of the day after the busy one. */
    static byte[] object(int study, String modality, int image) throws IOException {
        LocalDateTime at = moment(study);
        DicomObject object = Part10Reader.read(SharedData.golden("deid/input/ref-ct1.dcm"));
        String uid = PREFIX + (study + 1);
        String series = series(study, modality);
        String instance = uid(study, modality, image);
        String sopClass = modality.equals("CT") ? CT_CLASS : MR_CLASS;
        object.meta().set(Tag.MEDIA_STORAGE_SOP_CLASS_UID, Vr.UI, sopClass);
        object.meta().set(Tag.MEDIA_STORAGE_SOP_INSTANCE_UID, Vr.UI, instance);
        var dataset = object.dataset();
        dataset.set(Tag.SOP_CLASS_UID, Vr.UI, sopClass);
        dataset.set(Tag.SOP_INSTANCE_UID, Vr.UI, instance);
        dataset.set(Tag.SERIES_INSTANCE_UID, Vr.UI, series);
        dataset.set(Tag.STUDY_INSTANCE_UID, Vr.UI, uid);
        dataset.set(
                Tag.STUDY_DATE, Vr.DA, DateTimeFormatter.ofPattern("uuuuMMdd").format(at));
        dataset.set(Tag.STUDY_TIME, Vr.TM, DateTimeFormatter.ofPattern("HHmmss").format(at));
        dataset.set(Tag.STUDY_DESCRIPTION, Vr.LO, study % 2 == 0 ? "Thorax routine" : "Staging");
        dataset.set(Tag.BODY_PART_EXAMINED, Vr.CS, modality.equals("CT") ? "CHEST" : "HEAD");
        dataset.set(Tag.MODALITY, Vr.CS, modality);
        dataset.set(Tag.PATIENT_ID, Vr.LO, "NIGHT-" + study);
        dataset.set(Tag.INSTANCE_NUMBER, Vr.IS, Integer.toString(image + 1));
        byte[] pixels = dataset.bytes(Tag.PIXEL_DATA).clone();
        ByteBuffer.wrap(pixels).putShort(0, (short) (study & 0xf)).putShort(2, (short) (image & 0xf));
        dataset.setBytes(Tag.PIXEL_DATA, Vr.OW, pixels);
        return Part10Writer.bytes(object);
    }

    /** The SOP Instance UID of an object. */
    static String uid(int study, String modality, int image) {
        return series(study, modality) + "." + (image + 1);
    }

    private static String series(int study, String modality) {
        return PREFIX + (study + 1) + (modality.equals("CT") ? ".1" : ".2");
    }

    private static LocalDateTime moment(int study) {
        if (study < 20) {
            return LocalDate.of(2014, 1, 1).plusMonths(6L * study).atTime(9, study);
        }
        return study < STUDIES
                ? BUSY_DAY.atTime(8, 0).plusMinutes(7L * (study - 20))
                : BUSY_DAY.plusDays(1).atTime(7, study % 60);
    }
}
