/** Sends stored objects to an archive of their project, on whose behalf a job asks. What they are and who made them is not known here. */
@NullMarked
package org.isocenter.dicom.send;

import org.jspecify.annotations.NullMarked;
