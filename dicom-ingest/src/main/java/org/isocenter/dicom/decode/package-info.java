/**
 * Pixel data to frames: unpacking by transfer syntax, colour to RGB, rescale and window from the header. Nothing here windows a picture or keeps a file.
 */
@NullMarked
package org.isocenter.dicom.decode;

import org.jspecify.annotations.NullMarked;
