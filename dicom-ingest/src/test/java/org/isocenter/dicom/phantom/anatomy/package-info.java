/** Tests of the generated body: what its pictures show and how hard they are to tell apart. Nothing here is learnt. */
@NullMarked
package org.isocenter.dicom.phantom.anatomy;

import org.jspecify.annotations.NullMarked;
