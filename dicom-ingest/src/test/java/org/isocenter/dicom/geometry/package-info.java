/** Tests of series in space, against figures made by independent tools and on slices made by hand. */
@NullMarked
package org.isocenter.dicom.geometry;

import org.jspecify.annotations.NullMarked;
