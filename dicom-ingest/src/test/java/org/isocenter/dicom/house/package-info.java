/** The rules of the house, applied to this module. */
@NullMarked
package org.isocenter.dicom.house;

import org.jspecify.annotations.NullMarked;
