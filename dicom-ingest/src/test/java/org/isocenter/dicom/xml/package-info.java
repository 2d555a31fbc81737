/** Tests of package {@code xml}. */
@NullMarked
package org.isocenter.dicom.xml;

import org.jspecify.annotations.NullMarked;
