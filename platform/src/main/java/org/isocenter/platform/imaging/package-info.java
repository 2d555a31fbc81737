/**
 * What a decoded image is: a frame, its pixels, its window, its modality. Nothing here knows DICOM's encoding, a tensor or a file.
 */
@NullMarked
package org.isocenter.platform.imaging;

import org.jspecify.annotations.NullMarked;
