/** Tests of the code streams of single pictures. */
@NullMarked
package org.isocenter.dicom.codec;

import org.jspecify.annotations.NullMarked;
