/** Tests of package {@code mediatype}. */
@NullMarked
package org.isocenter.dicom.mediatype;

import org.jspecify.annotations.NullMarked;
