/** Reads golden files for the tests of all rooms. Nothing here tests. */
@NullMarked
package org.isocenter.dicom.golden;

import org.jspecify.annotations.NullMarked;
