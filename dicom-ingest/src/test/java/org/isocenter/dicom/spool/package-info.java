/** Tests of the spool under a process that dies. Nothing here needs a server. */
@NullMarked
package org.isocenter.dicom.spool;

import org.jspecify.annotations.NullMarked;
