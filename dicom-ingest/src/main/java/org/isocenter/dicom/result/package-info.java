/** What a head says about images as DICOM objects: Segmentations and structured reports, beside the images in their studies. What made the head say so is not known here. */
@NullMarked
package org.isocenter.dicom.result;

import org.jspecify.annotations.NullMarked;
