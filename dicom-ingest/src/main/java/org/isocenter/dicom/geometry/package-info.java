/** Where the slices of a series lie in the patient, and what keeps them from being one regular volume. Nothing here reads files or decodes pixels. */
@NullMarked
package org.isocenter.dicom.geometry;

import org.jspecify.annotations.NullMarked;
