/** The DICOM JSON model (PS3.18 Annex F): a data set as JSON. Nothing here reads files or serves requests. */
@NullMarked
package org.isocenter.dicom.json;

import org.jspecify.annotations.NullMarked;
