/** Tests of RLE compression, both ways. Nothing here reads a file. */
@NullMarked
package org.isocenter.dicom.rle;

import org.jspecify.annotations.NullMarked;
