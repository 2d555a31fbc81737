/** Tests of reading and writing files, on real and on hostile ones. Nothing here needs a server. */
@NullMarked
package org.isocenter.dicom.part10;

import org.jspecify.annotations.NullMarked;
