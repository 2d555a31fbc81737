/** Tests of package {@code multipart}. */
@NullMarked
package org.isocenter.dicom.multipart;

import org.jspecify.annotations.NullMarked;
