/** Tests of identifiers and answers. */
@NullMarked
package org.isocenter.dicom.query;

import org.jspecify.annotations.NullMarked;
