/** Tests of picture reading, on pictures made in the test and on real ones. Nothing here needs a server. */
@NullMarked
package org.isocenter.dicom.image;

import org.jspecify.annotations.NullMarked;
