/** Tests of what is told about a file. */
@NullMarked
package org.isocenter.dicom.inspect;

import org.jspecify.annotations.NullMarked;
