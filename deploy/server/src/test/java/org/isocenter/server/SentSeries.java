package org.isocenter.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.dataset.Vr;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.part10.Part10Reader;
import org.isocenter.dicom.part10.Part10Writer;
import org.isocenter.platform.testing.SharedData;

/** A series of many small instances, each with its number in its first two pixels, so that none can stand for another. */
final class SentSeries {
    private SentSeries() {}

    /** Writes a series into a new folder. */
    static Path write(Path folder, int instances) throws IOException {
        DicomObject template = Part10Reader.read(SharedData.golden("deid/input/ref-ct1.dcm"));
        byte[] pixels = template.dataset().bytes(Tag.PIXEL_DATA);
        Files.createDirectories(folder);
        for (int i = 0; i < instances; i++) {
            byte[] own = pixels.clone();
            own[0] = (byte) i;
            own[2] = (byte) (i >> 8);
            template.dataset().set(Tag.SOP_INSTANCE_UID, Vr.UI, "1.2.826.0.1.3680043.10.9999.500." + i);
            template.dataset().set(Tag.INSTANCE_NUMBER, Vr.IS, Integer.toString(i + 1));
            template.dataset().setBytes(Tag.PIXEL_DATA, Vr.OW, own);
            template.meta().set(Tag.MEDIA_STORAGE_SOP_INSTANCE_UID, Vr.UI, "1.2.826.0.1.3680043.10.9999.500." + i);
            Files.write(folder.resolve("%03d.dcm".formatted(i)), Part10Writer.bytes(template));
        }
        return folder;
    }

    /** The SOP Instance UID in a file as it was sent. */
    static String uid(Path file) throws IOException {
        return Part10Reader.read(file).dataset().string(Tag.SOP_INSTANCE_UID).orElseThrow();
    }

    /** The pixels in a file's bytes. */
    static byte[] pixels(byte[] part10) {
        return Part10Reader.read(part10).dataset().bytes(Tag.PIXEL_DATA);
    }
}
