/**
 * Pictures that are not DICOM: JPEG, PNG, TIFF and NPZ arrays are read and become Secondary Capture objects; masks are read as they are. Nothing here stores, names a project or knows a label scheme.
 */
@NullMarked
package org.isocenter.dicom.image;

import org.jspecify.annotations.NullMarked;
