package org.isocenter.dicom.part10;

import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.TransferSyntax;

/**
 * A DICOM object as a file holds it.
 *
 * @param meta file meta information, group 0002
 * @param dataset everything else
 * @param transferSyntax how the data set is encoded
 */
public record DicomObject(Dataset meta, Dataset dataset, TransferSyntax transferSyntax) {}
