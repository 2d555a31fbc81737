/** The RLE compression of PS3.5 Annex G, both ways, on bytes alone. What the bytes of a pixel mean is known elsewhere. */
@NullMarked
package org.isocenter.dicom.rle;

import org.jspecify.annotations.NullMarked;
