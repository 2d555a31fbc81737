/** Tests of the DICOM JSON model against values made by independent tools. */
@NullMarked
package org.isocenter.dicom.json;

import org.jspecify.annotations.NullMarked;
