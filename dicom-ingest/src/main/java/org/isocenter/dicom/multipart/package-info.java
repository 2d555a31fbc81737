/** The form in which DICOMweb carries several things in one body; read as it arrives. What the parts mean is not known here. */
@NullMarked
package org.isocenter.dicom.multipart;

import org.jspecify.annotations.NullMarked;
