/**
 * What a decoded image is: a frame, its pixels, its window, its modality; and a picture as the PNG that people see. Nothing here knows DICOM's encoding, a tensor or a file.
 */
@NullMarked
package org.isocenter.platform.imaging;

import org.jspecify.annotations.NullMarked;
