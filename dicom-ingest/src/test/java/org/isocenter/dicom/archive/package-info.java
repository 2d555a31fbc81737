/** Halves of time, ranges and patterns, without an archive. */
@NullMarked
package org.isocenter.dicom.archive;

import org.jspecify.annotations.NullMarked;
