/** Tests of the way from bytes to the index, with the ground's ports held in memory. Nothing here needs a server. */
@NullMarked
package org.isocenter.dicom.pipeline;

import org.jspecify.annotations.NullMarked;
