package org.isocenter.dicom.part10;

import java.util.Optional;
import org.isocenter.platform.error.PlatformException;

/**
 * A file as far as it could be read.
 *
 * @param object what was read before the fault; all of it where there is none
 * @param fault what ended the reading early
 * @param hasPrefix whether DICM stands at byte 128
 * @param namesSyntax whether the file meta information names a transfer syntax
 * @param datasetStart where the data set begins, in bytes
 */
public record Reading(
        DicomObject object,
        Optional<PlatformException> fault,
        boolean hasPrefix,
        boolean namesSyntax,
        int datasetStart) {}
