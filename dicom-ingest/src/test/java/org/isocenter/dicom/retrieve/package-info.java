/** Tests of package {@code retrieve}. */
@NullMarked
package org.isocenter.dicom.retrieve;

import org.jspecify.annotations.NullMarked;
