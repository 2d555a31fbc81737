package org.isocenter.dicom.deidentify;

import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.dataset.Vr;
import org.isocenter.dicom.part10.DicomObject;

/**
 * File meta information of a cleaned object: the class, the new instance UID, the transfer syntax and ourselves;
 * application entity titles and private information of the source do not pass. The writer zeroes the preamble.
 */
final class MetaCleaner {
    private MetaCleaner() {}

    static DicomObject clean(DicomObject source, Dataset dataset) {
        Dataset meta = new Dataset();
        dataset.string(Tag.SOP_CLASS_UID).ifPresent(uid -> meta.set(Tag.MEDIA_STORAGE_SOP_CLASS_UID, Vr.UI, uid));
        dataset.string(Tag.SOP_INSTANCE_UID).ifPresent(uid -> meta.set(Tag.MEDIA_STORAGE_SOP_INSTANCE_UID, Vr.UI, uid));
        meta.set(Tag.TRANSFER_SYNTAX_UID, Vr.UI, source.transferSyntax().uid());
        return new DicomObject(meta, dataset, source.transferSyntax());
    }
}
