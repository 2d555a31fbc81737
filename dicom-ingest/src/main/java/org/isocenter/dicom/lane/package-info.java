/** The threads of the role {@code dicom} that take jobs. What such a job does is known where it is done. */
@NullMarked
package org.isocenter.dicom.lane;

import org.jspecify.annotations.NullMarked;
