/** Tests of the generated set as a whole: files, labels, truth, and that its identifiers do not survive. */
@NullMarked
package org.isocenter.dicom.phantom;

import org.jspecify.annotations.NullMarked;
