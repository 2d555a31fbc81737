package org.isocenter.dicom.stow;

import java.util.Optional;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.part10.Part10Reader;

/**
 * An instance under the names that its sender gave it, as far as they can be read; they are told to nobody but the sender.
 *
 * @param sopClass SOP Class UID
 * @param instance SOP Instance UID
 * @param study Study Instance UID
 */
public record SentInstance(Optional<String> sopClass, Optional<String> instance, Optional<String> study) {
    /** Bytes at the beginning of an object among which its names are looked for. */
    static final int BEGINNING = 1 << 16;

    /** Reads the beginning of an object. */
    static SentInstance of(byte[] beginning) {
        DicomObject object = Part10Reader.readAsFar(beginning).object();
        Dataset dataset = object.dataset();
        return new SentInstance(
                dataset.string(Tag.SOP_CLASS_UID).or(() -> object.meta().string(Tag.MEDIA_STORAGE_SOP_CLASS_UID)),
                dataset.string(Tag.SOP_INSTANCE_UID).or(() -> object.meta().string(Tag.MEDIA_STORAGE_SOP_INSTANCE_UID)),
                dataset.string(Tag.STUDY_INSTANCE_UID));
    }
}
