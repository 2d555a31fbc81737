/** Pulls from a real Orthanc: found, fetched, found again, refused, and stopped. */
@NullMarked
package org.isocenter.dicom.pull;

import org.jspecify.annotations.NullMarked;
