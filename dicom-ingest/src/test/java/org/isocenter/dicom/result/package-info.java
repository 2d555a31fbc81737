/** Checks that what a head says becomes valid DICOM objects with the right content. */
@NullMarked
package org.isocenter.dicom.result;

import org.jspecify.annotations.NullMarked;
