/** Frames as pictures that any screen shows: window, region, size, captions and file format (PS3.18 8.3.5, 8.7.4). Knows no HTTP and no store. */
@NullMarked
package org.isocenter.dicom.render;

import org.jspecify.annotations.NullMarked;
