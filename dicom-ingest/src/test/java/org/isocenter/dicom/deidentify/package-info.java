/** Tests of de-identification, against the table and against planted identifiers. Nothing here needs a server. */
@NullMarked
package org.isocenter.dicom.deidentify;

import org.jspecify.annotations.NullMarked;
