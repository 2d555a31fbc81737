/** Tests of bringing objects into other transfer syntaxes. */
@NullMarked
package org.isocenter.dicom.transcode;

import org.jspecify.annotations.NullMarked;
