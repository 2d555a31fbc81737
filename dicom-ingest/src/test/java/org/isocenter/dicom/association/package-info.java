/** Tests of associations over the loopback. Nothing here leaves this machine. */
@NullMarked
package org.isocenter.dicom.association;

import org.jspecify.annotations.NullMarked;
