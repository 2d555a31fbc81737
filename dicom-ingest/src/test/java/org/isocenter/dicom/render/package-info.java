/** Tests of package {@code render}. */
@NullMarked
package org.isocenter.dicom.render;

import org.jspecify.annotations.NullMarked;
