package org.isocenter.dicom.image;

import java.util.Optional;

/**
 * A picture on its way in.
 *
 * @param name path relative to what the person imported, or {@code train/0} within an archive
 * @param patient the patient as the label file names one; without one the picture is its own patient
 * @param image the pixels
 */
public record ImportedImage(String name, Optional<String> patient, RasterImage image) {}
