/** Tests of what is done about text in pixels, on planted text, on generated text over real images, and on real images without. */
@NullMarked
package org.isocenter.dicom.burnedin;

import org.jspecify.annotations.NullMarked;
