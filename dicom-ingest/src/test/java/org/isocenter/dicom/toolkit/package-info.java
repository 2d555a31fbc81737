/** The contract that any DICOM toolkit must pass, and our own passing it. Nothing here needs a server. */
@NullMarked
package org.isocenter.dicom.toolkit;

import org.jspecify.annotations.NullMarked;
