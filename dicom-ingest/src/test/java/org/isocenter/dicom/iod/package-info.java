/** Tests of the IODs and of the check against them. */
@NullMarked
package org.isocenter.dicom.iod;

import org.jspecify.annotations.NullMarked;
