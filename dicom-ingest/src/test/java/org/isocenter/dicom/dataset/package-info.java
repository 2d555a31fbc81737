/** Tests of the data set in memory. Nothing here reads a file. */
@NullMarked
package org.isocenter.dicom.dataset;

import org.jspecify.annotations.NullMarked;
