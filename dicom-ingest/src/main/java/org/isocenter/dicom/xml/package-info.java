/** The Native DICOM Model (PS3.19 A.1): a data set as XML, to and from the DICOM JSON model. Nothing here reads files or serves requests. */
@NullMarked
package org.isocenter.dicom.xml;

import org.jspecify.annotations.NullMarked;
